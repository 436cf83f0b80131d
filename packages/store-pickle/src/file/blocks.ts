import { PsyrunError } from '@psyrun/core';
import { crc32 } from '@psyrun/files';
import { OP } from '../opcodes.ts';
import {
  type BlockHeader,
  blockLength,
  FOOTER,
  HEADER_PREFIX,
  INTRODUCTION,
  jsonLength,
  parseHeader,
} from './block-format.ts';
import type { ByteSource } from './byte-source.ts';

const TAIL = 4096;

/** A block and its position in the file. */
export interface Block {
  readonly header: BlockHeader;
  /** The position where its values begin. */
  readonly values: number;
  /** The position where it ends: that of the STOP or NONE behind it. */
  readonly end: number;
}

/**
 * True if the file is made of blocks. The introduction or a first header is enough, so that a
 * damaged file is not mistaken for a file of Python, which has no checksums.
 */
export async function isMadeOfBlocks(source: ByteSource): Promise<boolean> {
  const start = await source.read(0, INTRODUCTION.length + HEADER_PREFIX);
  return (
    start.subarray(0, INTRODUCTION.length).equals(INTRODUCTION) ||
    jsonLength(start.subarray(INTRODUCTION.length)) !== undefined
  );
}

/**
 * Yields the blocks of a file in order, up to the block before STOP, or up to the block that ends
 * at `until` if that is given: another process may add blocks at any time. Bytes behind the STOP
 * come from an interrupted append and are ignored. Throws `PSYRUN_FILE_FORMAT`.
 */
export async function* blocksOf(
  source: ByteSource,
  file: string,
  until?: number,
): AsyncGenerator<Block> {
  let start = INTRODUCTION.length;
  for (;;) {
    const block = await blockAt(source, start);
    if (block === undefined) throw damaged(file, start);
    yield block;
    if (block.end === until) return;
    const [next, joint] = await source.read(block.end, 2);
    if (next === OP.STOP) return;
    if (next !== OP.NONE || joint !== OP.POP) throw damaged(file, block.end);
    start = block.end + 2;
  }
}

/** Returns the block at `start`, or undefined if no block there ends within the file. */
async function blockAt(source: ByteSource, start: number): Promise<Block | undefined> {
  const json = start + HEADER_PREFIX;
  if (!source.reaches(json)) return undefined;
  const prefix = await source.read(start, HEADER_PREFIX);
  const length = jsonLength(prefix);
  if (length === undefined || !source.reaches(json + length)) return undefined;
  const header = parseHeader(prefix, await source.read(json, length));
  if (header === undefined) return undefined;
  const values = json + length + 1;
  const end = values + header.bytes + FOOTER;
  return source.reaches(end) ? { header, values, end } : undefined;
}

/**
 * Returns the last block of the file, searched from its end. Undefined if the file does not end as
 * a complete append leaves it.
 */
async function lastBlock(source: ByteSource): Promise<Block | undefined> {
  // A short last block is read together with its footer and the end of the block before.
  const tail = await source.read(Math.max(source.size - TAIL, 0), TAIL);
  const footer = tail.subarray(-FOOTER - 1);
  const length = blockLength(footer);
  if (length === undefined || footer[FOOTER] !== OP.STOP) return undefined;
  const start = source.size - 1 - length;
  const block = start < INTRODUCTION.length ? undefined : await blockAt(source, start);
  if (block === undefined || block.end !== source.size - 1) return undefined;
  const { after } = block.header;
  const isCommitted = after === 0 || (await source.read(after, 1))[0] === OP.NONE;
  return isCommitted ? block : undefined;
}

/**
 * Returns the bytes of the values of a block. Throws `PSYRUN_FILE_FORMAT` if the checksum differs.
 */
export async function valuesOf(source: ByteSource, block: Block, file: string): Promise<Buffer> {
  const { header, values } = block;
  const bytes = await source.read(values, header.bytes);
  if (crc32(bytes) !== header.checksum) throw damaged(file, values);
  return bytes;
}

/** Returns the last valid block, even if an interrupted append left bytes behind it. */
export async function endOf(source: ByteSource, file: string): Promise<Block> {
  let last = await lastBlock(source);
  if (last === undefined) for await (const block of blocksOf(source, file)) last = block;
  return last!;
}

/** Returns the error for a file whose content has changed since it was written. */
export function damaged(file: string, position: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_FILE_FORMAT',
    `${file} is damaged near byte ${position}: the content is not the one that was written.`,
    {
      hint: 'Take it from a backup, or merge again from the journals of the run.',
      fields: { file, position },
    },
  );
}
