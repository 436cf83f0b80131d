import { rowOf } from '@psyrun/columns';
import { PsyrunError, type Row } from '@psyrun/core';
import { type Block, blocksOf, damaged, endOf, valuesOf } from './blocks.ts';
import type { ByteSource } from './byte-source.ts';
import { decodeBlock } from './decode-block.ts';
import { alignedTable } from './foreign-table.ts';
import { openPickle } from './open-pickle.ts';

/** Number of bytes of one read: a header. */
const AHEAD = 1 << 11;

/**
 * Returns row `index` of a file; negative indices count from the end. In a file of blocks, it reads
 * the headers and the values of one block.
 *
 * Throws `PSYRUN_OUT_OF_RANGE`, `PSYRUN_FILE_NOT_FOUND`, `PSYRUN_FILE_FORMAT`.
 */
export async function loadRow(file: string, index: number): Promise<Row> {
  const { blocks, foreign, close } = await openPickle(file, AHEAD);
  try {
    if (blocks) return await rowOfBlocks(blocks, file, index);
    return rowOf(alignedTable(foreign!, file), index);
  } finally {
    await close();
  }
}

async function rowOfBlocks(source: ByteSource, file: string, index: number): Promise<Row> {
  const { header: last, end } = await endOf(source, file);
  const count = last.before + last.rows;
  const row = index < 0 ? index + count : index;
  if (!(Number.isInteger(row) && row >= 0 && row < count)) throw outOfRange(file, index, count);
  const block = await blockOf(row, end, source, file);
  const values = await valuesOf(source, block, file);
  return rowOf(decodeBlock(values, block.header, last.columns, file), row - block.header.before);
}

async function blockOf(row: number, end: number, source: ByteSource, file: string): Promise<Block> {
  for await (const block of blocksOf(source, file, end)) {
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
