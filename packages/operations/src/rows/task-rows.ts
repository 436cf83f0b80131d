import { chosenKeys } from '@psyrun/columns';
import { plainRow } from '@psyrun/columns/internal';
import type { Row } from '@psyrun/core';
import type { LoadedTask } from '@psyrun/task';
import type { RowsResult } from '../schemas/rows.ts';
import { listedRun, type ListedRun } from './listed-run.ts';
import { noSuchRow } from './no-such-row.ts';
import { FACTS } from './row-facts.ts';
import { filteredRows, listedFacts, type RowFilter } from './row-filter.ts';

/** The facts that are shown if no columns are chosen. */
const USUAL_FACTS = ['row', 'state', 'attempt', 'duration'] as const;

/** Options of `Project.rows`. */
export interface RowsOptions extends RowFilter {
  /**
   * The names of what to show of each row, in this order: parameters, results, and facts (`row`, `state`, `attempt`, `duration`, `started`, `job`, `host`, `cpu`, `memory`, `shared`, `class`) that are not the name
   * of one of these. All values and the usual facts if it is left out.
   */
  readonly columns?: readonly string[];
}

/** Rows of a run that were looked for. */
export interface FoundRows extends Pick<ListedRun, 'problems' | 'changes' | 'noAnswer'> {
  readonly task: string;
  /** Number of rows of the run. */
  readonly total: number;
  /** The indices of the rows that were found, in the order in which they are read. */
  readonly indices: readonly number[];
  /** The names of what is shown of each row. */
  readonly columns: readonly string[];
  /** Reads the rows, or the first ones, in limited memory. */
  readonly read: (most?: number) => AsyncGenerator<RowsResult>;
}

/**
 * Finds rows of the run of a task: their states, durations and values. They are those of the run, also if
 * the task has changed since.
 *
 * Throws `PSYRUN_USAGE` for a condition that cannot be used, `PSYRUN_OUT_OF_RANGE` and
 * `PSYRUN_COLUMN_NOT_FOUND`.
 */
export async function taskRows(
  task: LoadedTask,
  { columns, ...filter }: RowsOptions = {},
): Promise<FoundRows> {
  const listed = await listedRun(task);
  const { space, keys, problems, changes, noAnswer } = listed;
  const { length: total } = space;
  const unknown = filter.rows?.find((row) => row >= total);
  if (unknown !== undefined) throw noSuchRow(unknown, task.name, total);
  const usual = [...USUAL_FACTS, ...keys];
  const known = columns === undefined ? usual : [...keys, ...FACTS];
  const shown = chosenKeys(`Task '${task.name}'`, new Set(known), columns);
  const chosen = columns && shown.filter((name) => keys.includes(name));
  const indices = await filteredRows(listed, filter);
  return {
    ...{ task: task.name, total, indices, columns: shown, problems, changes },
    ...(noAnswer !== undefined && { noAnswer }),
    read: (most = indices.length) => readRows(task.name, listed, indices.slice(0, most), chosen),
  };
}

async function* readRows(
  task: string,
  listed: ListedRun,
  indices: readonly number[],
  chosen: readonly string[] | undefined,
): AsyncGenerator<RowsResult> {
  for await (const [index, record] of listed.recorded.read(indices)) {
    const all = { ...listed.space.at(index), ...plainRow(record?.row ?? {}) };
    const values = chosen === undefined ? all : picked(all, chosen);
    const error = record?.kind === 'failed' && { error: record.error };
    yield { task, ...listedFacts(listed, index), values, ...error };
  }
}

function picked(all: Readonly<Record<string, unknown>>, keys: readonly string[]) {
  const found = keys.flatMap((key) => (Object.hasOwn(all, key) ? [[key, all[key]] as const] : []));
  return Object.fromEntries(found);
}

/**
 * Returns what is shown of a row under its names. A parameter or result hides a fact of the same name.
 *
 * @example
 * ```ts
 * const row = { task: 't', row: 3, state: 'done', duration: 2, values: { x: 1 } } as const;
 * shownValues(row, ['row', 'x', 'job']); // => { row: 3, x: 1, job: undefined }
 * ```
 */
export function shownValues(found: RowsResult, columns: readonly string[]): Row {
  const { values, ...facts } = found;
  const all: Row = { ...facts, ...values };
  return Object.fromEntries(
    columns.map((name) => [name, Object.hasOwn(all, name) ? all[name] : undefined]),
  );
}
