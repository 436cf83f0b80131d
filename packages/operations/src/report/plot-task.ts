import { chosenKeys } from '@psyrun/columns';
import { asSpace } from '@psyrun/pspace';
import {
  bandChart,
  binsOf,
  cellsOf,
  heatMap,
  spaceAxis,
  svgText,
  type Bins,
  type Drawing,
} from '@psyrun/report';
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
  /** The records that cannot be read. */
  readonly problems: readonly string[];
  /** The changes of the task since the run began, whose rows are drawn. */
  readonly changes: readonly string[];
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
  const parameters = by.filter((key) => key !== undefined);
  chosenKeys(`The space of task '${task.name}'`, pspace.keys, parameters);
  const { status, rows } = await readNumbers(task);
  const columns = new Map([['duration', rows.durations], ...rows.results]);
  chosenKeys(`The result of task '${task.name}'`, columns.keys(), [y]);
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
  const { problems, changes } = status;
  const drawn = (picture: Drawing): TaskPlot => ({
    svg: svgText(picture),
    rows: count,
    problems,
    changes,
  });
  if (second === undefined) {
    const x = bins(first, MOST_POINTS);
    return drawn(bandChart(x, cellsOf(x, undefined, sample), y));
  }
  const [x, z] = [bins(first, MOST_CELLS), bins(second, MOST_CELLS)];
  const cells = cellsOf(x, z, sample);
  return drawn(heatMap({ x, y: z, cells, show: 'mean', name: y }));
}
