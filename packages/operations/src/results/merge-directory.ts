import { existsSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { rowCount, tableOf } from '@psyrun/columns';
import { PsyrunError, type Table } from '@psyrun/core';
import { collectRun, identityOf, readRun, WorkDirectory } from '@psyrun/run';
import type { PluginRegistry } from '@psyrun/task';
import type { MergeResult } from '../schemas/merge.ts';
import { codesOf } from './codes-of.ts';
import { isJournal, mergeFiles } from './merge-files.ts';
import { mergeableFiles } from './mergeable-files.ts';

/** Options of `Project.merge`. */
export interface MergeDirectoryOptions {
  /** Writes the rows that are done although others failed or are missing. */
  readonly partial?: boolean;
}

/**
 * Writes what the journals and files of stores in a directory hold as one new file, each row once.
 * Of a work directory, the run is merged. Nothing is written if rows are undone, unless `partial` is
 * given.
 *
 * Throws `PSYRUN_FILE_EXISTS`, `PSYRUN_FILE_NOT_FOUND`, `PSYRUN_PLUGIN_…` and what reading and
 * writing throw.
 */
export async function mergeDirectory(
  directory: string,
  file: string,
  plugins: PluginRegistry,
  { partial = false }: MergeDirectoryOptions = {},
): Promise<MergeResult> {
  const store = await plugins.store(extname(file).toLowerCase());
  if (existsSync(file)) throw alreadyThere(file);
  const files = await mergeableFiles(directory, plugins);
  const { table, undone, repeated, ...of } = await read(directory, files, plugins);
  const written = undone === 0 || partial;
  if (written) await store.save(file, table);
  return { file, written, rows: rowCount(table), undone, repeated, ...of };
}

interface Merged extends Pick<MergeResult, 'run' | 'codes' | 'problems'> {
  readonly table: Table;
  /** Rows that failed or are missing, as far as that is known. */
  readonly undone: number;
  readonly repeated: number;
}

async function read(
  directory: string,
  files: readonly string[],
  plugins: PluginRegistry,
): Promise<Merged> {
  const work = new WorkDirectory(workDirectoryOf(directory, files));
  const run = await readRun(work.run);
  if (run !== undefined) {
    const { table, counts, origins, refused } = await collectRun(work, run);
    const of = { run: identityOf(run), codes: codesOf(origins), problems: [...refused] };
    return { table, undone: counts.total - counts.done, repeated: 0, ...of };
  }
  if (files.length === 0) throw nothingToMerge(directory);
  const { rows, failed, repeated } = await mergeFiles(files, (suffix) => plugins.store(suffix));
  return { table: tableOf(rows), undone: failed, repeated };
}

/** The journals of a run are in `out/` of its work directory, and all of them count. */
function workDirectoryOf(directory: string, files: readonly string[]): string {
  const path = resolve(directory);
  return basename(path) === 'out' && files.every(isJournal) ? dirname(path) : path;
}

function alreadyThere(file: string): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_EXISTS', `${file} is there already.`, {
    hint: 'Merging replaces no file: name another one, or remove it first.',
    fields: { file },
  });
}

function nothingToMerge(directory: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_FILE_NOT_FOUND',
    `${directory} holds no journals and no files of an installed store.`,
    { hint: 'A run keeps its journals in psy-work/<task>.', fields: { directory } },
  );
}
