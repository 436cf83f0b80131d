import type { Bins } from '../model/bins.ts';
import type { Cell } from '../model/cells.ts';
import { shortNumber } from '../model/value-text.ts';
import { frame, labelsOf } from './frame.ts';
import { numberAxis } from './number-axis.ts';
import type { Drawing, Shape } from './shape.ts';

const WIDTH = 720;
const HEIGHT = 360;
const INSIDE = { left: 84, top: 16, right: 700, bottom: 308 };

/** Returns a line of means with a band from the least to the most number of each bin. */
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
  const along = numberAxis(Math.min(...centres), Math.max(...centres), {
    from: left + 12,
    to: right - 12,
    count: 6,
  });
  const points = filled.map(({ cell, centre, i }) => ({ px: round(along.at(centre)), cell, i }));
  const shapes: Shape[] = [];
  if (points.length > 0) {
    const upper = points.map(({ px, cell }) => `${px} ${round(down.at(cell.most))}`);
    const lower = points.map(({ px, cell }) => `${px} ${round(down.at(cell.least))}`).reverse();
    shapes.push({ kind: 'path', mark: 'band', d: `M${[...upper, ...lower].join('L')}Z` });
    shapes.push({
      kind: 'path',
      mark: 'line',
      d: `M${points.map(({ px, cell }) => `${px} ${round(down.at(cell.mean))}`).join('L')}`,
    });
  }
  for (const { px, cell, i } of points) {
    const tip = `${x.key} ${x.labels[i]!}: ${name} mean ${shortNumber(cell.mean)}, least ${shortNumber(cell.least)}, most ${shortNumber(cell.most)}, ${cell.count} rows`;
    const y = round(down.at(cell.mean)) - 3;
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
