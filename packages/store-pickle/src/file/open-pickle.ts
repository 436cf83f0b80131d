import { open } from 'node:fs/promises';
import { PsyrunError } from '@psyrun/core';
import { readError } from '@psyrun/files';
import { isMadeOfBlocks } from './blocks.ts';
import { ByteSource } from './byte-source.ts';

/** An open file: either blocks, which are read one by one, or a pickle of another program. */
export interface OpenPickle {
  readonly blocks?: ByteSource;
  /** All bytes of a pickle of another program, which can only be read as a whole. */
  readonly foreign?: Buffer;
  readonly close: () => Promise<void>;
}

/**
 * Opens `file` to read at least `ahead` bytes at a time.
 *
 * Throws `PSYRUN_FILE_NOT_FOUND`, `PSYRUN_FILE_READ`, and `PSYRUN_FILE_FORMAT` for a foreign file that is too large.
 */
export async function openPickle(file: string, ahead: number): Promise<OpenPickle> {
  const handle = await open(file).catch((error: unknown) => {
    throw readError(error, file);
  });
  const close = () => handle.close();
  try {
    const blocks = new ByteSource(handle, ahead);
    if (await isMadeOfBlocks(blocks)) return { blocks, close };
    if (blocks.size > MOST_FOREIGN_BYTES) throw tooLarge(file, blocks.size);
    return { foreign: await handle.readFile(), close };
  } catch (error) {
    await close();
    throw readError(error, file);
  }
}

/** The maximum number of bytes that Node reads in one piece. */
const MOST_FOREIGN_BYTES = 2 ** 31 - 1;

function tooLarge(file: string, size: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_FILE_FORMAT',
    `${file} has ${size} bytes. A pickle that another program wrote is read up to 2 GiB.`,
    { hint: 'Write it in several files, or with numpy.savez.', fields: { file, size } },
  );
}
