import { MARK_STYLE } from './mark-style.ts';
import type { Drawing, Shape } from './shape.ts';

/**
 * Returns a drawing as an SVG file, for a light background.
 *
 * @example
 * ```ts
 * const drawing = { width: 10, height: 10, label: 'a < b', shapes: [] };
 * svgText(drawing).includes('a &lt; b'); // => true
 * ```
 */
export function svgText({ width, height, label, shapes }: Drawing): string {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`;
  const title = `<title>${escaped(label)}</title>`;
  const paper = `<rect width="${width}" height="${height}" fill="#fff"/>`;
  return `${[open, '<!-- psyrun plot -->', title, `<style>${MARK_STYLE}</style>`, PATTERNS, paper, ...shapes.map(element), '</svg>'].join('\n')}\n`;
}

/** Hatches, so that no state is told by colour alone. */
export const PATTERNS = `<defs>${[
  ['hatch-failed', 'M0 6L6 0M-1 1L1 -1M5 7L7 5', 6],
  ['hatch-missing', 'M2 2h1v1h-1z', 6],
  ['hatch-mixed', 'M0 3h6M3 0v6', 6],
  ['hatch-absent', 'M0 0L8 8', 8],
]
  .map(
    ([id, d, size]) =>
      `<pattern id="${id}" width="${size}" height="${size}" patternUnits="userSpaceOnUse"><rect class="${id}-back" width="${size}" height="${size}"/><path class="${id}-front" d="${d}"/></pattern>`,
  )
  .join('')}</defs>`;

function element(shape: Shape): string {
  const fill = shape.fill === undefined ? '' : ` style="fill:${shape.fill}"`;
  const marked = `class="${shape.mark}"${fill}`;
  const tip = shape.tip === undefined ? '' : `<title>${escaped(shape.tip)}</title>`;
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height } = shape;
      return `<rect ${marked} x="${x}" y="${y}" width="${width}" height="${height}">${tip}</rect>`;
    }
    case 'path':
      return `<path ${marked} d="${shape.d}">${tip}</path>`;
    case 'text': {
      const { x, y, text, anchor = 'start', turn } = shape;
      const turned = turn === undefined ? '' : ` transform="rotate(${turn} ${x} ${y})"`;
      return `<text ${marked} x="${x}" y="${y}" text-anchor="${anchor}"${turned}>${escaped(text)}</text>`;
    }
  }
}

/** Characters that XML cannot hold are replaced, too. */
function escaped(text: string): string {
  return text
    .replace(NOT_IN_XML, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
