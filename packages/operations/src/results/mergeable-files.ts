import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { namesIn } from '@psyrun/files';
import type { PluginRegistry } from '@psyrun/task';
import { isJournal } from './merge-files.ts';

/** The files in which Python psyrun kept parameters: the whole space, and rows to be done. */
const OF_PARAMETERS = /^(pspace|in)\.[^.]+$/;
/** The whole result of Python psyrun. Its other files have rows that are in it, or that are old. */
const RESULT = /^result\.[^.]+$/;

/**
 * Returns the journals and files of stores in a directory, numbers in their names in the order of
 * numbers. Throws `PSYRUN_FILE_NOT_FOUND` if the directory is not there.
 *
 * Of a work directory that Python psyrun has left, they are its result, or else what its jobs have done.
 * Files with parameters are not among them.
 */
export async function mergeableFiles(
  directory: string,
  { plugins }: PluginRegistry,
): Promise<string[]> {
  const suffixes = plugins.filter(({ kind }) => kind === 'stores').map(({ key }) => key);
  const isTable = (name: string) => suffixes.includes(extname(name).toLowerCase());
  const entries = await entriesOf(directory);
  if (entries.some((name) => OF_PARAMETERS.test(name) && isTable(name))) {
    const rows = entries.filter((name) => isTable(name) && !OF_PARAMETERS.test(name));
    const result = rows.filter((name) => RESULT.test(name));
    if (result.length > 0) return sorted(directory, result);
    const ofJobs = (await namesIn(join(directory, 'out'))).filter(isTable);
    return [...sorted(directory, rows), ...sorted(join(directory, 'out'), ofJobs)];
  }
  return sorted(
    directory,
    entries.filter((name) => isJournal(name) || isTable(name)),
  );
}

function sorted(directory: string, names: readonly string[]): string[] {
  const { compare } = new Intl.Collator('en', { numeric: true });
  return [...names].sort(compare).map((name) => join(directory, name));
}

async function entriesOf(directory: string): Promise<string[]> {
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
