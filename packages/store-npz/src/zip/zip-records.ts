/**
 * The records of a zip archive of uncompressed files, as in PKWARE's APPNOTE.TXT 6.3.10, sections
 * 4.3.7 to 4.3.16; numbers are little-endian.
 */

/** A file of an archive with size, checksum and position. */
export interface StoredFile {
  readonly name: string;
  /** Bytes of the content. */
  readonly size: number;
  /** CRC-32 of the content. */
  readonly crc: number;
  /** The offset of its local header. */
  readonly offset: number;
}

/**
 * A number that does not fit into 32 bits is replaced by this value and written as 64 bits in an
 * extra field.
 */
const IN_ZIP64 = 0xffffffff;
const ZIP64_FIELD = 1;
/** The versions of the format that a reader needs: 2.0, and 4.5 for zip64. */
const PLAIN = 20;
const ZIP64 = 45;
/** Names are in UTF-8. */
const FLAGS = 0x0800;
/** The first day of the format, 1 January 1980, in every file: equal tables make equal files. */
const DATE = 0x0021;
/** Unix; the upper half of the attributes is then a mode: a file, `rw-r--r--`. */
const MADE_ON_UNIX = 3 << 8;
const MODE = 0o100644;

/** Returns the record before the content. */
export function localHeader(file: StoredFile): Buffer {
  const { name, size, crc } = file;
  const is64 = size >= IN_ZIP64;
  const extra = is64 ? zip64Field([size, size]) : Buffer.alloc(0);
  const record = Buffer.alloc(30);
  record.writeUInt32LE(0x04034b50, 0);
  writeCommon(record, 4, { crc, size: is64 ? IN_ZIP64 : size, is64 });
  record.writeUInt16LE(Buffer.byteLength(name), 26);
  record.writeUInt16LE(extra.length, 28);
  return Buffer.concat([record, Buffer.from(name), extra]);
}

/** Returns the records behind all contents: the directory, which begins at `start`, and its end. */
export function directory(files: readonly StoredFile[], start: number): Buffer {
  const entries = Buffer.concat(files.map(directoryEntry));
  return Buffer.concat([entries, endOfDirectory(files.length, entries.length, start)]);
}

function directoryEntry({ name, size, crc, offset }: StoredFile): Buffer {
  const large = [
    ...(size >= IN_ZIP64 ? [size, size] : []),
    ...(offset >= IN_ZIP64 ? [offset] : []),
  ];
  const extra = large.length > 0 ? zip64Field(large) : Buffer.alloc(0);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(MADE_ON_UNIX | ZIP64, 4);
  writeCommon(record, 6, { crc, size: Math.min(size, IN_ZIP64), is64: large.length > 0 });
  record.writeUInt16LE(Buffer.byteLength(name), 28);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt32LE(MODE * 2 ** 16, 38);
  record.writeUInt32LE(Math.min(offset, IN_ZIP64), 42);
  return Buffer.concat([record, Buffer.from(name), extra]);
}

/**
 * Returns the fields that headers and entries share: version, flags, method 0, time, checksum,
 * sizes.
 */
function writeCommon(
  record: Buffer,
  at: number,
  { crc, size, is64 }: { readonly crc: number; readonly size: number; readonly is64: boolean },
): void {
  record.writeUInt16LE(is64 ? ZIP64 : PLAIN, at);
  record.writeUInt16LE(FLAGS, at + 2);
  record.writeUInt16LE(DATE, at + 8);
  record.writeUInt32LE(crc, at + 10);
  record.writeUInt32LE(size, at + 14);
  record.writeUInt32LE(size, at + 18);
}

function zip64Field(numbers: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * numbers.length);
  field.writeUInt16LE(ZIP64_FIELD, 0);
  field.writeUInt16LE(8 * numbers.length, 2);
  numbers.forEach((number, i) => field.writeBigUInt64LE(BigInt(number), 4 + 8 * i));
  return field;
}

function endOfDirectory(count: number, length: number, start: number): Buffer {
  const is64 = count >= 0xffff || length >= IN_ZIP64 || start >= IN_ZIP64;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(Math.min(length, IN_ZIP64), 12);
  end.writeUInt32LE(Math.min(start, IN_ZIP64), 16);
  return is64 ? Buffer.concat([endInZip64(count, length, start), end]) : end;
}

/** Returns the same in 64 bits, and the record that locates it. */
function endInZip64(count: number, length: number, start: number): Buffer {
  const end = Buffer.alloc(56);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(MADE_ON_UNIX | ZIP64, 12);
  end.writeUInt16LE(ZIP64, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(length), 40);
  end.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + length), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end, locator]);
}
