import { createHash } from 'node:crypto';
import { rowCount, rowOf } from '@psyrun/columns';
import { isPsyrunError, type ParameterSpace, type Row, type Store, type Table } from '@psyrun/core';
import { rowText } from './row-text.ts';

/**
 * Digests of the rows of a result: a tree of hashes with two levels. Each block of rows has a digest, and the
 * root is the digest of these.
 */
export interface Content {
  /** SHA-256 of the number of rows and the digests of the blocks; see `rootOf`. */
  readonly root: string;
  /** Number of rows of each block but the last. */
  readonly blockRows: number;
  /** The digests of the blocks, in the order of the rows. */
  readonly blocks: readonly string[];
}

/** Number of rows of a block. A certificate of 10^6 rows then has 70 kB of digests. */
export const BLOCK_ROWS = 1024;

/** Number of characters that are hashed at once. */
const PIECE = 1 << 16;

/** Returns the root for a number of rows and the digests of their blocks. */
export function rootOf(rows: number, blocks: readonly string[]): string {
  const text = `psyrun-content-1\n${rows}\n${blocks.join('\n')}\n`;
  return createHash('sha256').update(text).digest('hex');
}

/** The rows that tables hold, and the digests of their blocks. */
export interface ReadContent {
  /** Undefined for tables without columns, because their rows cannot be counted. */
  readonly rows: number | undefined;
  readonly blocks: readonly string[];
}

/**
 * Reads the rows of tables, which are in the order of the space, and resolves to their number and the digests
 * of their blocks. A digest is that of a line for each row: its parameters in the space, which are its
 * identity, a space, and its values in the table, parameters included; both as {@link rowText} writes them.
 *
 * Throws `PSYRUN_VALUE` for a value without a canonical form.
 */
export async function readContent(
  tables: AsyncIterable<Table>,
  space: ParameterSpace,
  blockRows: number = BLOCK_ROWS,
): Promise<ReadContent> {
  const lineOf = rowLines(space);
  const blocks: string[] = [];
  let rows: number | undefined;
  let hash = createHash('sha256');
  let text = '';
  const flush = (): void => {
    hash.update(text);
    text = '';
  };
  const endBlock = (): void => {
    flush();
    blocks.push(hash.digest('hex'));
    hash = createHash('sha256');
  };
  for await (const table of tables) {
    if (Object.keys(table).length === 0) continue;
    const line = lineOf(table);
    const first: number = rows ?? 0;
    rows = first + rowCount(table);
    for (let index = first; index < rows; index++) {
      text += line(index, index - first);
      if (text.length > PIECE) flush();
      if ((index + 1) % blockRows === 0) endBlock();
    }
  }
  if (rows !== undefined && rows % blockRows !== 0) endBlock();
  return { rows, blocks };
}

/** A row of some tables, and the digest of its block. */
export interface RowInBlock {
  /** Undefined if the tables have too few rows. */
  readonly row: Row | undefined;
  readonly digest: string;
}

/** Reads the row `index` of tables, and its block, as {@link readContent} does. Rows behind are not read. */
export async function readRowInBlock(
  tables: AsyncIterable<Table>,
  space: ParameterSpace,
  blockRows: number,
  index: number,
): Promise<RowInBlock> {
  const start = index - (index % blockRows);
  const lineOf = rowLines(space);
  const hash = createHash('sha256');
  let row: Row | undefined;
  let first = 0;
  for await (const table of tables) {
    const end = first + rowCount(table);
    const line = lineOf(table);
    for (let i = Math.max(start, first); i < Math.min(start + blockRows, end); i++) {
      hash.update(line(i, i - first));
      if (i === index) row = rowOf(table, i - first);
    }
    first = end;
    if (end >= start + blockRows) break;
  }
  return { row, digest: hash.digest('hex') };
}

/**
 * Resolves to the digests of the rows of a result; undefined if it has no columns, or if a value has no
 * canonical form.
 */
export async function contentOf(
  resultfile: string,
  store: Store,
  space: ParameterSpace,
): Promise<Content | undefined> {
  try {
    const { rows, blocks } = await readContent(store.scan(resultfile), space);
    return rows === undefined
      ? undefined
      : { root: rootOf(rows, blocks), blockRows: BLOCK_ROWS, blocks };
  } catch (error) {
    if (isPsyrunError(error, 'PSYRUN_VALUE')) return undefined;
    throw error;
  }
}

/** Returns a function that writes the row `index` of the space, which is at a place of a table. */
function rowLines(space: ParameterSpace) {
  const identityText = rowText(space.keys);
  return (table: Table) => {
    const text = rowText(Object.keys(table));
    return (index: number, place: number): string => {
      // A table with too many rows has rows without an identity.
      const parameters = index < space.length ? space.at(index) : {};
      const identity = index < space.length ? identityText((key) => parameters[key]) : '';
      return `${identity} ${text((key) => table[key]!.at(place))}\n`;
    };
  };
}
