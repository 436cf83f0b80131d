import { nearest, PsyrunError } from '@psyrun/core';
import { asSpace } from '@psyrun/pspace';
import { bandChart, binsOf, cellsOf, heatMap, spaceAxis, svgText, type Bins } from '@psyrun/report';
import type { LoadedTask } from '@psyrun/task';
import { readNumbers } from './row-numbers.ts';

/** Most points of a line, and most cells in a row of a heat map. */
const MOST_POINTS = 200;
const MOST_CELLS = 60;

/** A picture of a result. */
export interface TaskPlot {
  readonly svg: string;
  /** Number of rows that have a number. */
  readonly rows: number;
}

/**
 * Draws a result against one parameter, as a line of means with a band from the least to the most, or
 * against two, as a heat map of means. Rows without a number are left out.
 *
 * Throws `PSYRUN_COLUMN_NOT_FOUND` for a result or parameter that the task has not.
 */
export async function plotTask(
  task: LoadedTask,
  y: string,
  by: readonly [string, string?],
): Promise<TaskPlot> {
  const { pspace } = task;
  const [first, second] = by;
  for (const key of by) if (key !== undefined) requireKey(task.name, 'parameter', key, pspace.keys);
  const { status, rows } = await readNumbers(task);
  const columns = new Map([['duration', rows.durations], ...rows.results]);
  requireKey(task.name, 'result', y, [...columns.keys()]);
  const numbers = columns.get(y)!;
  const frozen = asSpace(pspace).freeze();
  const indices = Float64Array.from(numbers, (_, i) => i);
  const bins = (key: string, most: number): Bins => binsOf(spaceAxis(frozen, key, indices), most);
  const sample = {
    states: Uint8Array.from(numbers, (_, i) => status.states.at(i)),
    mask: new Uint8Array(numbers.length).fill(1),
    numbers,
  };
  const count = numbers.reduce((sum, number) => sum + (Number.isFinite(number) ? 1 : 0), 0);
  if (second === undefined) {
    const x = bins(first, MOST_POINTS);
    return { svg: svgText(bandChart(x, cellsOf(x, undefined, sample), y)), rows: count };
  }
  const [x, z] = [bins(first, MOST_CELLS), bins(second, MOST_CELLS)];
  const cells = cellsOf(x, z, sample);
  return { svg: svgText(heatMap({ x, y: z, cells, show: 'mean', name: y })), rows: count };
}

function requireKey(task: string, what: string, key: string, known: readonly string[]): void {
  if (known.includes(key)) return;
  const guess = nearest(key, known);
  throw new PsyrunError(
    'PSYRUN_COLUMN_NOT_FOUND',
    `Task '${task}' has no ${what} ${JSON.stringify(key)} of numbers. It has: ${known.join(', ') || 'none'}.`,
    {
      hint: guess === undefined ? `Name a ${what} of the task.` : `Did you mean ${guess}?`,
      fields: { key, known },
    },
  );
}
