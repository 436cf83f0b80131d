import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { replaceFile } from '@psyrun/files';
import { salvageJournal } from '@psyrun/journal';
import { freeName, setAside, type WorkDirectory } from '@psyrun/run';
import type { Finding } from './finding.ts';

/**
 * Repairs what was found in a work directory. Nothing but leftovers is removed. Resolves to a sentence
 * about what was done; undefined if there was nothing to do.
 */
export async function repair(
  directory: WorkDirectory,
  { path, remedy }: Finding,
): Promise<string | undefined> {
  switch (remedy) {
    case 'remove':
      await rm(path, { force: true });
      return 'It was removed.';
    case 'set-aside':
      return moved(directory, await setAside(directory, path));
    case 'salvage': {
      const copy = freeName(directory, path);
      await mkdir(dirname(copy), { recursive: true });
      await copyFile(path, copy);
      await replaceFile(path, (target) => salvageJournal(path, target));
      return `The records that can be read were written again; the damaged file is ${relative(directory.root, copy)}.`;
    }
    default:
      return undefined;
  }
}

function moved({ root }: WorkDirectory, to: string | undefined): string | undefined {
  return to === undefined ? undefined : `It was moved to ${relative(root, to)}.`;
}
