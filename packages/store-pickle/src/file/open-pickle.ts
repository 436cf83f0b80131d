import { type FileHandle, open } from 'node:fs/promises';
import { PsyrunError } from '@psyrun/core';
import { isMadeOfBlocks } from './blocks.ts';
import { ByteSource } from './byte-source.ts';

/** An open file: either blocks to be read one by one, or a pickle that another program wrote. */
export interface OpenPickle {
  readonly blocks?: ByteSource;
  /** All bytes of a pickle of another program; it can only be read whole. */
  readonly foreign?: Buffer;
  readonly close: () => Promise<void>;
}

/**
 * Opens `file` to read at least `ahead` bytes at a time.
 *
 * Throws `PSYRUN_FILE_NOT_FOUND`, and `PSYRUN_FILE_FORMAT` for a foreign file that is too large.
 */
export async function openPickle(file: string, ahead: number): Promise<OpenPickle> {
  const handle = await openToRead(file);
  const close = () => handle.close();
  try {
    const blocks = new ByteSource(handle, (await handle.stat()).size, ahead);
    if (await isMadeOfBlocks(blocks)) return { blocks, close };
    if (blocks.size > MOST_FOREIGN_BYTES) throw tooLarge(file, blocks.size);
    return { foreign: await handle.readFile(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What Node reads in one piece. */
const MOST_FOREIGN_BYTES = 2 ** 31 - 1;

function tooLarge(file: string, size: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_FILE_FORMAT',
    `${file} has ${size} bytes. A pickle that another program wrote is read up to 2 GiB.`,
    { hint: 'Write it in several files, or with numpy.savez.', fields: { file, size } },
  );
}

async function openToRead(file: string): Promise<FileHandle> {
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
