import { existsSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { rowCount, saveTables, tableOf, withRowIndices } from '@psyrun/columns';
import { isPsyrunError, PsyrunError, type Store, type Table, type TableReader } from '@psyrun/core';
import { collectRun, identityOf, presentRun, WorkDirectory } from '@psyrun/run';
import type { PluginRegistry } from '@psyrun/task';
import type { MergeResult } from '../schemas/merge.ts';
import { codesOf } from '../status/codes-of.ts';
import { isJournal, mergeFiles } from './merge-files.ts';
import { mergeableFiles } from './mergeable-files.ts';

/** Options of `Project.merge`. */
export interface MergeDirectoryOptions {
  /** Writes the rows that are done although others failed or are missing. */
  readonly partial?: boolean;
}

/**
 * Writes what the journals and files of stores in a directory hold as one new file, each row once.
 * Of a work directory, the run is merged, or what its journals hold if its `run.json` is lost. Nothing
 * is written if rows are undone, or if nothing says how many rows there are, unless `partial` is given.
 * Without a row that is done, nothing is written at all.
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
  const { tables, indexOf, rows, undone, total, ...told } = await read(directory, store, plugins);
  const written = rows > 0 && (undone === 0 || partial);
  if (written) await save(store, file, tables, indexOf);
  return {
    file,
    written,
    ...(!written && { reason: reasonOf(rows, undone) }),
    rows,
    undone: undone ?? 0,
    ...(total !== undefined && { total }),
    ...told,
  };
}

/** Returns why nothing was written. */
function reasonOf(rows: number, undone: number | undefined): NonNullable<MergeResult['reason']> {
  if (rows === 0) return 'no-rows';
  return undone === undefined ? 'unknown-total' : 'incomplete';
}

/** Saves rows. A refusal names them by their indices in the space, if they have some. */
async function save(
  store: Store,
  file: string,
  tables: TableReader,
  indexOf?: (row: number) => number,
): Promise<void> {
  try {
    await saveTables(store, file, tables);
  } catch (error) {
    if (indexOf === undefined || !isPsyrunError(error, 'PSYRUN_STORE_VALUE')) throw error;
    throw withRowIndices(error, indexOf);
  }
}

interface Merged extends Pick<MergeResult, 'run' | 'codes' | 'problems'> {
  readonly tables: TableReader;
  readonly rows: number;
  /** Returns the index of a row in the space of a run. */
  readonly indexOf?: (row: number) => number;
  /** Rows that failed or are missing; undefined if nothing says how many rows there are. */
  readonly undone: number | undefined;
  readonly total?: number | undefined;
  readonly repeated: number;
}

async function read(directory: string, store: Store, plugins: PluginRegistry): Promise<Merged> {
  const named = await mergeableFiles(directory, plugins);
  const work = new WorkDirectory(workDirectoryOf(directory, named));
  const { run, problem } = await presentRun(work);
  if (run !== undefined) {
    const collected = await collectRun(work, run);
    const { indexOf, counts, origins, refused } = collected;
    const { total, done } = counts;
    const tables = collected.tables(store.capabilities.values);
    const of = { run: identityOf(run), codes: codesOf(origins), problems: [...refused] };
    return { tables, indexOf, rows: done, undone: total - done, total, repeated: 0, ...of };
  }
  // Without its description, the journals are what there is of a run. A result may be an old one.
  const journals = await work.journals();
  const files = journals.length > 0 ? journals : named;
  if (files.length === 0) throw nothingToMerge(directory, problem);
  const merged = await mergeFiles(files, (suffix) => plugins.store(suffix));
  const table = tableOf(merged.rows);
  const rows = rowCount(table);
  const tables = async function* (): AsyncGenerator<Table> {
    yield table;
  };
  const { repeated, failed, total } = merged;
  const problems = [...(problem === undefined ? [] : [problem]), ...merged.damaged];
  if (!files.some(isJournal)) return { tables, rows, undone: failed, repeated, problems };
  const undone = total === undefined ? undefined : Math.max(0, total - rows);
  return { tables, rows, undone, total, repeated, problems };
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

function nothingToMerge(directory: string, problem?: string): PsyrunError {
  const also = problem === undefined ? '' : ` ${problem}`;
  return new PsyrunError(
    'PSYRUN_FILE_NOT_FOUND',
    `${directory} holds no journals and no files of an installed store.${also}`,
    { hint: 'A run keeps its journals in psy-work/<task>.', fields: { directory } },
  );
}
