import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import type { PluginRegistry } from '@psyrun/task';
import { isJournal } from './merge-files.ts';

/**
 * Returns the journals and files of stores in a directory, numbers in their names in the order of
 * numbers. Throws `PSYRUN_FILE_NOT_FOUND` if the directory is not there.
 */
export async function mergeableFiles(
  directory: string,
  { plugins }: PluginRegistry,
): Promise<string[]> {
  const suffixes = plugins.filter(({ kind }) => kind === 'stores').map(({ key }) => key);
  const { compare } = new Intl.Collator('en', { numeric: true });
  return (await entriesOf(directory))
    .filter((name) => isJournal(name) || suffixes.includes(extname(name).toLowerCase()))
    .sort(compare)
    .map((name) => join(directory, name));
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
