import type { Table } from '@psyrun/core';
import { blocksOf, endOf, isMadeOfBlocks, valuesOf } from './blocks.ts';
import { ByteSource } from './byte-source.ts';
import { decodeBlock } from './decode-block.ts';
import { foreignTable } from './foreign-table.ts';
import { openToRead } from './open-to-read.ts';

/** Bytes to read at a time: several blocks of a usual table. */
const AHEAD = 1 << 20;

/**
 * The rows of a file: a table for each block, or one table if another program wrote the file.
 *
 * Throws `PSYRUN_FILE_NOT_FOUND`, `PSYRUN_FILE_FORMAT`, `PSYRUN_STORE_VALUE`.
 */
export async function* scanFile(file: string): AsyncGenerator<Table, void, undefined> {
  const handle = await openToRead(file);
  try {
    const source = new ByteSource(handle, (await handle.stat()).size, AHEAD);
    if (await isMadeOfBlocks(source)) yield* scanBlocks(source, file);
    else yield foreignTable(await handle.readFile(), file);
  } finally {
    await handle.close();
  }
}

async function* scanBlocks(source: ByteSource, file: string): AsyncGenerator<Table> {
  const { columns } = (await endOf(source, file)).header;
  for await (const block of blocksOf(source, file)) {
    yield decodeBlock(await valuesOf(source, block, file), block.header, columns, file);
  }
}
