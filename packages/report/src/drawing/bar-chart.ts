import type { Bins } from '../model/bins.ts';
import { frame, labelsOf, type Labels } from './frame.ts';
import { numberAxis } from './number-axis.ts';
import type { Drawing, Shape } from './shape.ts';

const WIDTH = 720;
const HEIGHT = 240;
const INSIDE = { left: 84, top: 16, right: 700, bottom: 190 };

/** Returns bars of how many rows each bin has: of the selection, in front of all rows. */
export function barChart(x: Bins, all: readonly number[], selected: readonly number[]): Drawing {
  const { left, right, top, bottom } = INSIDE;
  const down = numberAxis(0, Math.max(1, ...all), { from: bottom, to: top, count: 4 });
  const width = (right - left) / Math.max(1, all.length);
  const bars = all.flatMap((count, i): Shape[] => {
    const chosen = selected[i]!;
    const tip = `${x.key} ${x.labels[i]!}: ${chosen} of ${count} rows are selected`;
    const place = { x: left + i * width + 0.5, width: Math.max(0.5, width - 1) };
    const bar = (mark: 'dim' | 'bar', rows: number): Shape => {
      const y = down.at(rows);
      return { kind: 'rect', mark, ...place, y, height: bottom - y, tip, choice: String(i) };
    };
    return [bar('dim', count), bar('bar', chosen)];
  });
  const labels = rangeLabels(x) ?? {
    title: x.key,
    at: x.labels.map((text, i) => ({ text, place: left + (i + 0.5) * width })),
  };
  const shapes = [...bars, ...frame(INSIDE, labels, labelsOf('rows', down))];
  return { width: WIDTH, height: HEIGHT, label: `Rows by ${x.key}`, shapes };
}

/** Returns round numbers below bins of equal width; undefined for other bins. */
function rangeLabels({ key, bounds = [] }: Bins): Labels | undefined {
  const [first, last] = [bounds[0], bounds.at(-1)];
  // A bin of a single value has no width.
  if (first === undefined || first[0] === first[1]) return undefined;
  const { left: from, right: to } = INSIDE;
  return labelsOf(key, numberAxis(first[0], last![1], { from, to, count: 6 }));
}
