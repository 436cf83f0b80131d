import { open } from 'node:fs/promises';
import { readError } from '@psyrun/files';
import type { Hdf5Functions } from './hdf5.ts';

/** To read, to change, to create. */
export type Mode = 'r' | 'r+' | 'w';

/**
 * Opens a file and returns the library's number for it; a negative number means failure. A file that is
 * ordered keeps the order in which its datasets are created.
 */
export function openFile(
  functions: Hdf5Functions,
  file: string,
  mode: Mode,
  isOrdered: boolean,
): bigint {
  if (mode === 'r') return functions.open(file, functions.H5F_ACC_RDONLY, false, -1, -1);
  // The format of version 1.10 has checksums for everything but data.
  const version = functions.H5F_LIBVER_V110;
  const flags = mode === 'w' ? functions.H5F_ACC_TRUNC : functions.H5F_ACC_RDWR;
  return functions.open(file, flags, isOrdered, version, version);
}

/** Returns the size of a file. Throws `PSYRUN_FILE_NOT_FOUND`, `PSYRUN_FILE_READ`. */
export async function sizeOfFile(file: string): Promise<number> {
  try {
    const handle = await open(file);
    try {
      // A folder can be opened, but not read.
      await handle.read(new Uint8Array(1), 0, 1, 0);
      return (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw readError(error, file);
  }
}
