import { svg } from './svg.ts';

const SIZE = { width: 640, height: 400, left: 64, bottom: 56, top: 24, right: 24 };

/** A trial of the example: the fraction of random points inside a circle of a radius. */
export interface Trial {
  readonly radius: number;
  readonly aFrac: number;
}

/**
 * Returns a picture of the result of the example: every row as a point, and the exact area as a
 * line.
 */
export function resultPicture(trials: readonly Trial[], title: string): string {
  const points = trials.map(
    ({ radius, aFrac }) => `<circle cx="${x(radius)}" cy="${y(aFrac)}" r="2"/>`,
  );
  const line = Array.from({ length: 101 }, (_, i) => i / 100).map(
    (radius) => `${x(radius)},${y((Math.PI * radius ** 2) / 4)}`,
  );
  return svg(
    SIZE.width,
    SIZE.height,
    title,
    `<rect width="100%" height="100%" fill="white"/>
<g font-family="sans-serif" font-size="13" fill="#333" stroke="none">
${ticks()}
<text x="${x(0.5)}" y="${SIZE.height - 12}" text-anchor="middle">radius</text>
<text transform="translate(18 ${y(0.5)}) rotate(-90)" text-anchor="middle">part of the points inside</text>
</g>
<g fill="#3b7dd8" fill-opacity="0.35">${points.join('')}</g>
<polyline points="${line.join(' ')}" fill="none" stroke="#d1495b" stroke-width="1.5"/>
<text x="${x(0.55)}" y="${y(0.1)}" font-family="sans-serif" font-size="13" fill="#d1495b">π r² / 4</text>`,
  );
}

function ticks(): string {
  const at = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const across = at.map(
    (value) => `<text x="${x(value)}" y="${y(0) + 20}" text-anchor="middle">${value}</text>`,
  );
  const up = at.map(
    (value) =>
      `<text x="${x(0) - 10}" y="${y(value) + 4}" text-anchor="end">${value}</text><path d="M${x(0)} ${y(value)}H${x(1)}" stroke="#ddd"/>`,
  );
  return [...across, ...up].join('');
}

function x(radius: number): number {
  return round(SIZE.left + radius * (SIZE.width - SIZE.left - SIZE.right));
}

function y(part: number): number {
  return round(SIZE.height - SIZE.bottom - part * (SIZE.height - SIZE.bottom - SIZE.top));
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
