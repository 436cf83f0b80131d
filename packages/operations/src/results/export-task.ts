import { existsSync } from 'node:fs';
import type { LoadedTask, PluginRegistry } from '@psyrun/task';
import type { ExportResult } from '../schemas/export.ts';
import { fileSource, recordedRows } from './export-source.ts';
import { exportWriter } from './write-export.ts';

/** Options of `Project.export`. */
export interface ExportOptions {
  /** Writes the rows that are done if the result is not complete. */
  readonly partial?: boolean;
  /** The keys of the columns to write, in this order; all columns if it is left out. */
  readonly columns?: readonly string[];
}

/**
 * Writes the result of a task in another format, which the suffix of the file names: `.csv`,
 * `.jsonl`, or that of a store among `plugins`. Nothing is written without a complete result, unless
 * `partial` is given.
 *
 * Throws `PSYRUN_FILE_EXISTS` and `PSYRUN_PLUGIN_NOT_FOUND` before anything is read, and
 * `PSYRUN_COLUMN_NOT_FOUND`.
 */
export async function exportTask(
  task: LoadedTask,
  file: string,
  plugins: PluginRegistry,
  { partial = false, columns }: ExportOptions = {},
): Promise<ExportResult> {
  const write = await exportWriter(file, plugins);
  const source = existsSync(task.resultfile)
    ? fileSource(task.store, task.resultfile, columns)
    : partial
      ? await recordedRows(task, columns)
      : undefined;
  if (source === undefined) {
    const reason = partial ? 'not-run' : 'incomplete';
    return { task: task.name, file, written: false, reason };
  }
  await write(source);
  return { task: task.name, file, written: true };
}
