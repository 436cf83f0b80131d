import { writeFile } from 'node:fs/promises';
import { PsyrunError } from '@psyrun/core';
import { openPlainFile } from '@psyrun/files';
import { readBlocks } from '../blocks.ts';
import { HEADER, sessionFrame } from '../frame.ts';

/**
 * Writes the records of a damaged journal that can be read as a new journal. Where the session of
 * records is lost, it writes an empty one. The damaged journal does not change.
 *
 * Throws `PSYRUN_FILE_NOT_FOUND` and `PSYRUN_FILE_FORMAT` as `scanJournal` does, and errors of writing.
 */
export async function salvageJournal(file: string, target: string): Promise<void> {
  const handle = await openPlainFile(file);
  if (handle === undefined) {
    throw new PsyrunError('PSYRUN_FILE_NOT_FOUND', `There is no journal ${file}.`, {
      fields: { file },
    });
  }
  try {
    await writeFile(target, intactFrames());
  } finally {
    await handle.close();
  }

  async function* intactFrames(): AsyncGenerator<Uint8Array> {
    yield HEADER;
    for await (const { bytes, gap } of readBlocks(handle!, file)) {
      if (gap?.hidesSession === true) yield sessionFrame({});
      yield new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
  }
}
