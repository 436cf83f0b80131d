import { escaped, svg } from './svg.ts';
import type { Colour, Span } from './terminal.ts';

const CELL = { width: 8.4, height: 18 };
const MARGIN = 16;
const BAR = 28;
const HUES: Readonly<Record<Colour, string>> = {
  red: '#f47067',
  green: '#8ddb8c',
  yellow: '#f0c674',
};

/** Returns a picture of a terminal with these lines. */
export function terminalPicture(lines: readonly Span[][], title: string): string {
  const columns = Math.max(
    80,
    ...lines.map((line) => line.map(({ text }) => text).join('').length),
  );
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN);
  const height = BAR + lines.length * CELL.height + MARGIN;
  const buttons = ['#ec6a5e', '#f4bf4f', '#61c554'].map(
    (fill, i) => `<circle cx="${MARGIN + 4 + 20 * i}" cy="16" r="5.5" fill="${fill}"/>`,
  );
  const text = lines.map((line, i) => {
    const y = BAR + (i + 1) * CELL.height - 4;
    // Set on every line, because browsers do not pass it to <text>.
    return `<text x="${MARGIN}" y="${y}" xml:space="preserve">${line.map(spanOf).join('')}</text>`;
  });
  return svg(
    width,
    height,
    title,
    `<rect width="100%" height="100%" rx="8" fill="#22272e"/>
${buttons.join('')}
<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#d5dde5">
${text.join('\n')}
</g>`,
  );
}

function spanOf({ text, colour }: Span): string {
  return colour === undefined
    ? escaped(text)
    : `<tspan fill="${HUES[colour]}">${escaped(text)}</tspan>`;
}
