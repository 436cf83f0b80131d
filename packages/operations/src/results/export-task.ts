import { identityOf } from '@psyrun/run';
import type { LoadedTask, PluginRegistry } from '@psyrun/task';
import type { ExportResult } from '../schemas/export.ts';
import { noRowsWarning } from '../run/no-rows.ts';
import { codesOf } from '../status/codes-of.ts';
import { taskSource } from './export-source.ts';
import { factsAdder, type ExportedFact } from '../rows/with-facts.ts';
import { factsOf } from './export-facts.ts';
import { exportWriter, type RowsToExport } from './write-export.ts';

/** Options of `Project.export`. */
export interface ExportOptions {
  /**
   * Writes the rows that the present run has if its result is not complete, is damaged, or is of an
   * earlier version of the task.
   */
  readonly partial?: boolean;
  /** The keys of the columns to write, in this order; all columns if it is left out. */
  readonly columns?: readonly string[];
  /** The columns to write beside the results: how long each row took, and which attempt it was. */
  readonly with?: readonly ExportedFact[];
}

/**
 * Writes the result of a task in another format, which the suffix of the file names: `.csv`,
 * `.jsonl`, or that of a store or an exporter among `plugins`. Nothing is written unless the result is certified as
 * that of the present run and the task has not changed since, or `partial` is given. No row is no result,
 * unless the space has none and says that it may.
 *
 * Throws `PSYRUN_FILE_EXISTS` and `PSYRUN_PLUGIN_NOT_FOUND` before anything is read, and
 * `PSYRUN_COLUMN_NOT_FOUND`, `PSYRUN_RUN_CORRUPT`, and `PSYRUN_USAGE` if a column of the result has a name
 * of `with`.
 */
export async function exportTask(
  task: LoadedTask,
  file: string,
  plugins: PluginRegistry,
  { partial = false, columns, with: named = [] }: ExportOptions = {},
): Promise<ExportResult> {
  const write = await exportWriter(file, plugins);
  const source = await taskSource(task, partial, columns);
  const base = { task: task.name, file };
  if ('reason' in source) return { ...base, written: false, ...source };
  const { rows, run, origins, changes } = source;
  const noRows = noRowsWarning(task);
  const problems = [...source.problems, ...(noRows === undefined ? [] : [noRows.message])];
  if (rows === 0 && (run.space.length > 0 || noRows !== undefined)) {
    return { ...base, written: false, reason: 'no-rows', changes: [...changes], problems };
  }
  const add = named.length === 0 ? undefined : await factsAdder(task, named, rows);
  const tables: RowsToExport['tables'] = (values) => {
    const given = source.tables(values);
    return add?.(given) ?? given;
  };
  await write({ tables, facts: () => factsOf(task, source) });
  return {
    ...base,
    written: true,
    rows,
    total: run.space.length,
    run: identityOf(run),
    codes: codesOf(origins),
    changes: [...changes],
    problems,
  };
}
