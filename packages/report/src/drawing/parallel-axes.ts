import { shortNumber } from '../model/value-text.ts';
import { cutLabels } from './cut-labels.ts';
import type { Drawing, Shape } from './shape.ts';

/** One axis of parallel coordinates. */
export interface ParallelAxis {
  readonly key: string;
  readonly least: number;
  readonly most: number;
  /** Returns the number of a row; NaN without one. */
  readonly at: (row: number) => number;
  /** The texts of the numbers 0, 1, … if they stand for values. */
  readonly labels?: readonly string[];
}

const HEIGHT = 420;
/** The upper and the lower end of axes, in pixels. */
export const TOP = 40;
export const BOTTOM = 390;
const LEFT = 70;
const APART = 110;
/** Most characters of a label. */
const LONGEST = 14;

/** Returns the place of an axis from the left, in pixels. */
export function axisPlace(axis: number): number {
  return LEFT + axis * APART;
}

/** Returns lines of rows through parallel axes. A line is broken where its row has no number. */
export function parallelDrawing(
  axes: readonly ParallelAxis[],
  rows: readonly number[],
  states: ArrayLike<number>,
): Drawing {
  const shapes = rows.flatMap((row): Shape[] => {
    const d = pathOf(axes, row);
    return d === ''
      ? []
      : [{ kind: 'path', mark: states[row] === 1 ? 'thread-failed' : 'thread', d }];
  });
  axes.forEach(({ key, least, most, labels }, i) => {
    const x = axisPlace(i);
    const text = (number: number): string =>
      !Number.isFinite(number) ? '' : (labels?.[number] ?? shortNumber(number));
    const [upper, lower] = cutLabels([text(most), text(least)], LONGEST) as [string, string];
    const label = { kind: 'text', mark: 'label', x, anchor: 'middle' } as const;
    shapes.push(
      { kind: 'path', mark: 'axis', d: `M${x} ${TOP}V${BOTTOM}` },
      {
        ...label,
        mark: 'title',
        y: 14,
        text: cutLabels([key], LONGEST)[0]!,
        tip: key,
      },
      { ...label, y: TOP - 8, text: upper },
      { ...label, y: BOTTOM + 18, text: lower },
    );
  });
  const width = axisPlace(axes.length - 1) + LEFT;
  const label = `Parallel coordinates of ${axes.length} columns, ${rows.length} rows`;
  return { width, height: HEIGHT, label, shapes };
}

function pathOf(axes: readonly ParallelAxis[], row: number): string {
  let d = '';
  let isOpen = false;
  axes.forEach(({ least, most, at }, i) => {
    const number = at(row);
    const part = most === least ? 0.5 : (number - least) / (most - least);
    const isThere = part >= 0 && part <= 1;
    if (isThere)
      d += `${isOpen ? 'L' : 'M'}${axisPlace(i)} ${Math.round((BOTTOM - part * (BOTTOM - TOP)) * 10) / 10}`;
    isOpen = isThere;
  });
  return d.includes('L') ? d : '';
}
