import { type FileHandle, open } from 'node:fs/promises';
import { PsyrunError } from '@psyrun/core';

/** Opens `file` to read it. Throws `PSYRUN_FILE_NOT_FOUND`. */
export async function openToRead(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new PsyrunError('PSYRUN_FILE_NOT_FOUND', `There is no file ${file}.`, {
      hint: 'Check the path, and whether the task has been run.',
      fields: { file },
      cause: error,
    });
  }
}
