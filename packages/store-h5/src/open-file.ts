import { stat } from 'node:fs/promises';
import { PsyrunError } from '@psyrun/core';
import type { Hdf5Functions } from './hdf5.ts';

/** To read, to change, to create. */
export type Mode = 'r' | 'r+' | 'w';

/** Opens a file and returns the library's number for it; negative, if it returns, is a failure. */
export function openFile(functions: Hdf5Functions, file: string, mode: Mode): bigint {
  if (mode === 'r') return functions.open(file, functions.H5F_ACC_RDONLY, false, -1, -1);
  // The format of version 1.10 has checksums for all that is not data.
  const version = functions.H5F_LIBVER_V110;
  const flags = mode === 'w' ? functions.H5F_ACC_TRUNC : functions.H5F_ACC_RDWR;
  return functions.open(file, flags, false, version, version);
}

/** Bytes of a file. Throws `PSYRUN_FILE_NOT_FOUND`. */
export async function sizeOfFile(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    throw new PsyrunError('PSYRUN_FILE_NOT_FOUND', `${file} is not there.`, {
      fields: { file },
      cause: error,
    });
  }
}
