import { Reader, ZipReader, type Entry } from '@zip.js/zip.js';

/** A file in an archive. */
export interface ZipMember {
  readonly name: string;
  /** Bytes of the content. */
  readonly size: number;
  readonly crc: number;
  readonly compressed: boolean;
  /** The position and the number of its bytes in the archive. */
  readonly start: number;
  readonly storedSize: number;
  /** Why its content cannot be read; undefined if nothing speaks against it. */
  readonly problem?: string;
}

/** Returns `length` bytes of the archive from `start` on. */
type ReadAt = (start: number, length: number) => Promise<Uint8Array>;

/** No content is unpacked to more than this many times its size: that is deflate's limit. */
const MOST_EXPANSION = 1032;
const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER_MARK = 0x04034b50;

/**
 * Returns the members of an archive of `fileSize` bytes by name, in the order of its directory.
 *
 * Import this file only when an archive is opened: the library takes 20 ms to load. Throws an error of the library, or one that names the member, if the archive is damaged.
 */
export async function readDirectory(
  fileSize: number,
  readAt: ReadAt,
): Promise<Map<string, ZipMember>> {
  const reader = new ZipReader(new ArchiveReader(readAt, fileSize), {
    strictness: 'strict',
    filenameValidation: 'tolerant',
    useWebWorkers: false,
  });
  const entries = await reader.getEntries();
  const found = await Promise.all(entries.map((entry) => memberOf(readAt, fileSize, entry)));
  const members = new Map<string, ZipMember>();
  for (const member of found) {
    if (members.has(member.name)) throw new Error(`it holds ${member.name} twice`);
    members.set(member.name, member);
  }
  return members;
}

/**
 * The position of the data follows from the header before it, whose length may differ from the
 * directory's. The header also holds the name, which no checksum covers. A damaged name is found
 * because the two names differ.
 */
async function memberOf(readAt: ReadAt, fileSize: number, entry: Entry): Promise<ZipMember> {
  const { filename, compressionMethod, compressedSize, uncompressedSize } = entry;
  const headerBytes = LOCAL_HEADER_BYTES + entry.rawFilename.length;
  if (entry.offset + headerBytes > fileSize) throw misplaced(filename);
  const header = Buffer.from(await readAt(entry.offset, headerBytes));
  const start =
    entry.offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const compressed = compressionMethod === DEFLATED;
  const isThere =
    header.readUInt32LE(0) === LOCAL_HEADER_MARK &&
    header.subarray(LOCAL_HEADER_BYTES).equals(entry.rawFilename) &&
    start + compressedSize <= fileSize &&
    (compressed || compressedSize === uncompressedSize);
  const problem = problemOf(entry, isThere);
  return {
    name: filename,
    size: uncompressedSize,
    crc: entry.crc32!,
    compressed,
    start,
    storedSize: compressedSize,
    ...(problem !== undefined && { problem }),
  };
}

function problemOf(entry: Entry, isThere: boolean): string | undefined {
  const { compressedSize, uncompressedSize } = entry;
  if (entry.encrypted || ![STORED, DEFLATED].includes(entry.compressionMethod)) {
    return 'it is encrypted or compressed in an unknown way';
  }
  if (!isThere) return 'it is not where the directory says';
  if (uncompressedSize <= MOST_EXPANSION * compressedSize) return undefined;
  return `its ${compressedSize} bytes cannot hold the ${uncompressedSize} that the directory promises`;
}

function misplaced(member: string): Error {
  return new Error(`${member} is not where the directory says`);
}

/** Passes the library the bytes that it requests. */
class ArchiveReader extends Reader<ReadAt> {
  readonly #readAt: ReadAt;

  constructor(readAt: ReadAt, size: number) {
    super(readAt);
    this.#readAt = readAt;
    this.size = size;
  }

  override async init(): Promise<void> {}

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    return this.#readAt(index, Math.max(0, Math.min(length, this.size - index)));
  }
}
