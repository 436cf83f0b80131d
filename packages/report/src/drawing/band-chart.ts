import type { Bins } from '../model/bins.ts';
import type { Cell } from '../model/cells.ts';
import { shortNumber } from '../model/value-text.ts';
import { frame, labelsOf } from './frame.ts';
import { numberAxis } from './number-axis.ts';
import type { Drawing, Shape } from './shape.ts';

const WIDTH = 720;
const HEIGHT = 360;
const INSIDE = { left: 84, top: 16, right: 700, bottom: 308 };

/**
 * Returns the mean of each bin with a band from its least to its most number. Means of numbers are joined by a
 * line.
 */
export function bandChart(x: Bins, cells: readonly Cell[], name: string): Drawing {
  const { left, right, top, bottom } = INSIDE;
  const { bounds } = x;
  const centres = bounds?.map(([from, to]) => from / 2 + to / 2) ?? x.labels.map((_, i) => i);
  const filled = cells.flatMap((cell, i) =>
    cell.count > 0 ? [{ cell, centre: centres[i]!, i }] : [],
  );
  const least = Math.min(...filled.map(({ cell }) => cell.least));
  const most = Math.max(...filled.map(({ cell }) => cell.most));
  const down = numberAxis(least, most, { from: bottom, to: top, count: 5 });
  const margin = bounds === undefined ? 40 : 12;
  const along = numberAxis(Math.min(...centres), Math.max(...centres), {
    from: left + margin,
    to: right - margin,
    count: 6,
  });
  const points = filled.map(({ cell, centre, i }) => ({ px: round(along.at(centre)), cell, i }));
  const shapes: Shape[] = [];
  const at = (number: number): number => round(down.at(number));
  if (bounds === undefined) {
    // Values without an order have no line between them.
    for (const { px, cell } of points) {
      const y = at(cell.most);
      const height = at(cell.least) - y;
      shapes.push({ kind: 'rect', mark: 'band', x: px - 8, y, width: 16, height });
    }
  } else if (points.length > 0) {
    const upper = points.map(({ px, cell }) => `${px} ${at(cell.most)}`);
    const lower = points.map(({ px, cell }) => `${px} ${at(cell.least)}`).reverse();
    shapes.push({ kind: 'path', mark: 'band', d: `M${[...upper, ...lower].join('L')}Z` });
    shapes.push({
      kind: 'path',
      mark: 'line',
      d: `M${points.map(({ px, cell }) => `${px} ${at(cell.mean)}`).join('L')}`,
    });
  }
  for (const { px, cell, i } of points) {
    const tip = `${x.key} ${x.labels[i]!}: ${name} mean ${shortNumber(cell.mean)}, least ${shortNumber(cell.least)}, most ${shortNumber(cell.most)}, ${cell.count} rows`;
    const y = at(cell.mean) - 3;
    shapes.push({
      kind: 'rect',
      mark: 'bar',
      x: px - 3,
      y,
      width: 6,
      height: 6,
      tip,
      choice: String(i),
    });
  }
  const xs =
    bounds === undefined
      ? { title: x.key, at: x.labels.map((text, i) => ({ text, place: along.at(i) })) }
      : labelsOf(x.key, along);
  const label = `Mean of ${name} by ${x.key}, with a band from least to most`;
  return {
    width: WIDTH,
    height: HEIGHT,
    label,
    shapes: [...shapes, ...frame(INSIDE, xs, labelsOf(name, down))],
  };
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
