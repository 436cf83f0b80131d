/**
 * The form of a file of this package. It is one genuine pickle, which builds a dict of lists, and
 * is made of blocks of rows that can be read one by one:
 *
 *     PROTO 4, EMPTY_DICT, BINPUT 0        the table, at memo 0
 *     block, NONE, POP, block, …, STOP
 *
 * A block is
 *
 *     BINBYTES header, POP                 what the block says of itself; Python throws it away
 *     key, EMPTY_LIST, BINPUT i, …         each new column, at memo i = 1 + its position
 *     BINGET i, MARK, items, APPENDS, POP  the values of each column
 *     SHORT_BINBYTES length, POP           bytes of the block, to find its start from its end
 *
 * To append, blocks are written behind the STOP, where nobody looks, and then the STOP is
 * overwritten by NONE: one byte, so that it happens or does not. The POP that follows takes the
 * None away again. So the file is a complete pickle at every instant.
 */
import { crc32 } from '@psyrun/files';
import { OP } from '../opcodes.ts';
import type { ColumnEntry } from '../write/column-plan.ts';

/** The header of a block. */
export interface BlockHeader {
  /** The number of rows in the block. */
  readonly rows: number;
  /** The number of rows in the blocks before it. */
  readonly before: number;
  /**
   * The position of the STOP behind which the block was appended; 0 in a file that was written at
   * once.
   */
  readonly after: number;
  /** The number of bytes of its values. */
  readonly bytes: number;
  /** CRC-32 of its values. */
  readonly checksum: number;
  /** The columns of the file, up to this block. */
  readonly columns: readonly ColumnEntry[];
}

/**
 * The beginning of a file: protocol 4, and an empty dict at memo 0. Python would use MEMOIZE here.
 */
export const INTRODUCTION = Buffer.of(OP.PROTO, 4, OP.EMPTY_DICT, OP.BINPUT, 0);

/** Names the content of a header and its version. A CRC-32 of the JSON follows, in hexadecimal. */
const MAGIC = 'psyrun-rows-1 ';
const MAGIC_END = 5 + MAGIC.length;

/**
 * Number of bytes of a header before its JSON: BINBYTES, the length, the magic word, the checksum.
 */
export const HEADER_PREFIX = MAGIC_END + 8;
/** SHORT_BINBYTES, 8, eight bytes, POP. */
export const FOOTER = 11;

/** The parts of a header that are known before the values of the block are written. */
export type BlockStart = Omit<BlockHeader, 'bytes' | 'checksum'>;

/** Returns the number of bytes to reserve for the header of a block, whatever its values are. */
export function headerRoom(start: BlockStart): number {
  const longest = { ...start, bytes: Number.MAX_SAFE_INTEGER, checksum: 2 ** 32 - 1 };
  return HEADER_PREFIX + Buffer.byteLength(JSON.stringify(longest)) + 1;
}

/**
 * Returns the header of a block with these values. Its length is that of {@link headerRoom}: spaces
 * fill up the JSON.
 */
export function encodeHeader(start: BlockStart, values: Uint8Array): Buffer {
  const header = Buffer.alloc(headerRoom(start), ' ');
  header[0] = OP.BINBYTES;
  header.writeUInt32LE(header.length - 6, 1);
  const json = header.subarray(HEADER_PREFIX, -1);
  json.write(JSON.stringify({ ...start, bytes: values.length, checksum: crc32(values) }));
  header.write(MAGIC + crc32(json).toString(16).padStart(8, '0'), 5);
  header[header.length - 1] = OP.POP;
  return header;
}

/** Returns the footer of a block of `length` bytes, the footer included. */
export function encodeFooter(length: number): Buffer {
  const footer = Buffer.alloc(FOOTER);
  footer[0] = OP.SHORT_BINBYTES;
  footer[1] = 8;
  footer.writeBigUInt64LE(BigInt(length), 2);
  footer[FOOTER - 1] = OP.POP;
  return footer;
}

/**
 * Returns the length of the JSON in a header that begins with `prefix`; undefined if it is not a
 * header.
 */
export function jsonLength(prefix: Buffer): number | undefined {
  if (prefix.length < HEADER_PREFIX || prefix[0] !== OP.BINBYTES) return undefined;
  if (prefix.toString('latin1', 5, MAGIC_END) !== MAGIC) return undefined;
  const length = prefix.readUInt32LE(1) - (HEADER_PREFIX - 5);
  return length > 0 ? length : undefined;
}

/**
 * Returns the header of this JSON; undefined if it is not a header or does not have the checksum in
 * `prefix`.
 */
export function parseHeader(prefix: Buffer, json: Buffer): BlockHeader | undefined {
  const checksum = prefix.toString('latin1', MAGIC_END, HEADER_PREFIX);
  if (crc32(json).toString(16).padStart(8, '0') !== checksum) return undefined;
  try {
    const header: unknown = JSON.parse(json.toString());
    return isHeader(header) ? header : undefined;
  } catch {
    return undefined; // The checksum is right, but the content is not JSON.
  }
}

function isHeader(value: unknown): value is BlockHeader {
  const { rows, before, after, bytes, checksum, columns } = (value ?? {}) as Partial<BlockHeader>;
  return (
    [rows, before, after, bytes, checksum].every(isCount) &&
    Array.isArray(columns) &&
    columns.every(isColumn) &&
    (columns.length > 0 || rows === 0)
  );
}

function isColumn(value: unknown): boolean {
  const { key, since, before } = (value ?? {}) as Partial<ColumnEntry>;
  return typeof key === 'string' && isCount(since) && (before === 'NaN' || before === 'None');
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Returns the bytes of the block that ends with `footer`; undefined if it is not a footer. */
export function blockLength(footer: Buffer): number | undefined {
  const [code, size] = footer;
  if (footer.length < FOOTER || code !== OP.SHORT_BINBYTES || size !== 8) return undefined;
  return footer[FOOTER - 1] === OP.POP ? Number(footer.readBigUInt64LE(2)) : undefined;
}
