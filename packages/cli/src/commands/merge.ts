import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { rowCount, tableOf } from '@psyrun/columns';
import { PsyrunError, type Table } from '@psyrun/core';
import { collectRun, readRun, WorkDirectory } from '@psyrun/run';
import type { PluginRegistry } from '@psyrun/task';
import { coloured } from '../terminal/console.ts';
import { DONE, FAILED } from '../terminal/exit-codes.ts';
import { isJournal, mergeFiles } from '../merge-files.ts';
import { pluginsFor, type Session } from '../session.ts';

/** Options of {@link mergeDirectory}. */
export interface MergeOptions {
  readonly partial?: boolean;
}

/**
 * `psy merge`: what the journals and files of stores in a directory hold, as one new file. Of a
 * work directory, the run is merged.
 *
 * Throws `PSYRUN_FILE_EXISTS`, `PSYRUN_FILE_NOT_FOUND`, `PSYRUN_PLUGIN_…` and what reading and
 * writing throw.
 */
export async function mergeDirectory(
  directory: string,
  merged: string,
  { partial = false }: MergeOptions,
  session: Session,
): Promise<number> {
  const { console } = session;
  const plugins = pluginsFor('.', session);
  const store = await plugins.store(extname(merged).toLowerCase());
  if (existsSync(merged)) throw exists(merged);
  const files = await mergeable(directory, plugins);
  const { table, undone, repeated } = await read(directory, files, plugins);
  if (undone > 0 && !partial) {
    console.error(
      `${coloured('red', 'Incomplete:')} ${undone} rows have failed or are missing. ` +
        'To merge the others all the same: psy merge --partial',
    );
    return FAILED;
  }
  await store.save(merged, table);
  if (repeated > 0) console.error(`${repeated} rows are in several files and were taken once.`);
  console.error(`Wrote ${rowCount(table)} rows to ${merged}.`);
  return DONE;
}

interface Merged {
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
    const { table, counts } = await collectRun(work, run);
    return { table, undone: counts.total - counts.done, repeated: 0 };
  }
  if (files.length === 0) throw nothing(directory);
  const { rows, failed, repeated } = await mergeFiles(files, (suffix) => plugins.store(suffix));
  return { table: tableOf(rows), undone: failed, repeated };
}

/** The journals of a run lie in `out/` of its work directory, and all of them count. */
function workDirectoryOf(directory: string, files: readonly string[]): string {
  const path = resolve(directory);
  return basename(path) === 'out' && files.every(isJournal) ? dirname(path) : path;
}

/** The files that can be merged, numbers in their names in the order of numbers. */
async function mergeable(directory: string, plugins: PluginRegistry): Promise<string[]> {
  const suffixes = plugins.plugins.filter(({ kind }) => kind === 'stores').map(({ key }) => key);
  const { compare } = new Intl.Collator('en', { numeric: true });
  return (await namesIn(directory))
    .filter((name) => isJournal(name) || suffixes.includes(extname(name).toLowerCase()))
    .sort(compare)
    .map((name) => join(directory, name));
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new PsyrunError('PSYRUN_FILE_NOT_FOUND', `There is no directory ${directory}.`, {
      fields: { directory },
      cause,
    });
  }
}

function exists(file: string): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_EXISTS', `${file} is there already.`, {
    hint: 'Merging replaces no file: name another one, or remove it first.',
    fields: { file },
  });
}

function nothing(directory: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_FILE_NOT_FOUND',
    `${directory} holds no journals and no files of an installed store.`,
    { hint: 'A run keeps its journals in psy-work/<task>.', fields: { directory } },
  );
}
