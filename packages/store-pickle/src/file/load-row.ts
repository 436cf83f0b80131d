import { rowOf } from '@psyrun/columns';
import { PsyrunError, type Row } from '@psyrun/core';
import { type Block, blocksOf, damaged, endOf, isMadeOfBlocks, valuesOf } from './blocks.ts';
import { ByteSource } from './byte-source.ts';
import { decodeBlock } from './decode-block.ts';
import { foreignTable } from './foreign-table.ts';
import { openToRead } from './open-to-read.ts';

/** Bytes to read at a time: a header. */
const AHEAD = 1 << 11;

/**
 * Row `index` of a file, negative from the end. Of a file of blocks, the headers are read, and the
 * values of the one block.
 *
 * Throws `PSYRUN_OUT_OF_RANGE`, `PSYRUN_FILE_NOT_FOUND`, `PSYRUN_FILE_FORMAT`.
 */
export async function loadRow(file: string, index: number): Promise<Row> {
  const handle = await openToRead(file);
  try {
    const source = new ByteSource(handle, (await handle.stat()).size, AHEAD);
    if (await isMadeOfBlocks(source)) return await rowOfBlocks(source, file, index);
    return rowOf(foreignTable(await handle.readFile(), file), index);
  } finally {
    await handle.close();
  }
}

async function rowOfBlocks(source: ByteSource, file: string, index: number): Promise<Row> {
  const { header: last } = await endOf(source, file);
  const count = last.before + last.rows;
  const row = index < 0 ? index + count : index;
  if (!(Number.isInteger(row) && row >= 0 && row < count)) throw outOfRange(file, index, count);
  const block = await blockOf(row, source, file);
  const values = await valuesOf(source, block, file);
  return rowOf(decodeBlock(values, block.header, last.columns, file), row - block.header.before);
}

async function blockOf(row: number, source: ByteSource, file: string): Promise<Block> {
  for await (const block of blocksOf(source, file)) {
    const { before, rows } = block.header;
    if (row >= before && row < before + rows) return block;
  }
  throw damaged(file, source.size);
}

function outOfRange(file: string, index: number, count: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_OUT_OF_RANGE',
    `There is no row ${index} in the ${count} rows of ${file}.`,
    { fields: { file, index, length: count } },
  );
}
