import { chosenKeys } from '@psyrun/columns';
import type { LoadOptions, Table } from '@psyrun/core';
import { blocksOf, endOf, valuesOf } from './blocks.ts';
import type { ByteSource } from './byte-source.ts';
import { decodeBlock } from './decode-block.ts';
import { alignedTable } from './foreign-table.ts';
import { openPickle } from './open-pickle.ts';

/** Number of bytes of one read: several blocks of a usual table. */
export const AHEAD = 1 << 20;

/**
 * Yields the rows of a file: a table for each block, or one table if another program wrote the
 * file.
 *
 * Throws `PSYRUN_FILE_NOT_FOUND`, `PSYRUN_FILE_FORMAT`, `PSYRUN_STORE_VALUE`, `PSYRUN_COLUMN_NOT_FOUND`.
 */
export async function* scanFile(
  file: string,
  options?: LoadOptions,
): AsyncGenerator<Table, void, undefined> {
  const { blocks, foreign, close } = await openPickle(file, AHEAD);
  try {
    if (blocks) yield* scanBlocks(blocks, file, options);
    else yield alignedTable(foreign!, file, options);
  } finally {
    await close();
  }
}

/** A table for each block, with all columns of the file, or the chosen ones. */
export async function* scanBlocks(
  source: ByteSource,
  file: string,
  { columns: chosen, typed }: LoadOptions = {},
): AsyncGenerator<Record<string, unknown[]>> {
  const last = await endOf(source, file);
  const entries = new Map(last.header.columns.map((entry) => [entry.key, entry]));
  const columns = chosenKeys(file, entries.keys(), chosen).map((key) => entries.get(key)!);
  for await (const block of blocksOf(source, file, last.end)) {
    yield decodeBlock(await valuesOf(source, block, file), block.header, columns, file, typed);
  }
}
