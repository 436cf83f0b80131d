import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Task } from '@psyrun/core';
import { replaceFile } from '@psyrun/files';
import { isSoundRowsFile } from './is-sound-rows-file.ts';
import { makeFolder } from './make-folder.ts';

/**
 * Writes the file from which the program of a task takes its rows. A run that goes on keeps the file
 * that it has, so that all its rows come from one file, unless that is damaged.
 */
export async function writeRowsFile({ rowsFile }: Task, goesOn: boolean): Promise<void> {
  if (rowsFile === undefined || (goesOn && (await isSoundRowsFile(rowsFile.path)))) return;
  await makeFolder(dirname(rowsFile.path));
  await replaceFile(rowsFile.path, (path) => writeFile(path, rowsFile.content, { flag: 'wx' }));
}
