import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { directory, localHeader, type StoredFile } from './zip-records.ts';

/** Number of bytes that are written while the checksum of the same number is computed. */
const PIECE = 1 << 22;

/** A file for an archive: its content is the pieces, one after the other. */
export interface ZipEntry {
  readonly name: string;
  readonly pieces: readonly Uint8Array[];
}

/** The fields of a file before its content is written. */
type Place = Omit<StoredFile, 'crc'>;

/**
 * Writes a zip archive of uncompressed files to `path`, which must not exist. Uses zip64 where
 * sizes need it. Throws the errors of the file system.
 */
export async function writeZip(path: string, entries: Iterable<ZipEntry>): Promise<void> {
  const file = await open(path, 'wx');
  try {
    const writing: Promise<StoredFile>[] = [];
    let end = 0;
    for (const { name, pieces } of entries) {
      const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
      const place = { name, size, offset: end };
      writing.push(writeEntry(file, place, pieces));
      end += headerLength(place) + size;
    }
    await write(file, directory(await Promise.all(writing), end), end);
  } finally {
    await file.close();
  }
}

/** The header contains the checksum. It is written when the content has been written. */
async function writeEntry(
  file: FileHandle,
  place: Place,
  pieces: readonly Uint8Array[],
): Promise<StoredFile> {
  let at = place.offset + headerLength(place);
  let crc = 0;
  for (const piece of smallPieces(pieces)) {
    const writing = write(file, piece, at);
    crc = crc32(piece, crc);
    at += piece.length;
    await writing;
  }
  const stored = { ...place, crc };
  await write(file, localHeader(stored), place.offset);
  return stored;
}

function headerLength(place: Place): number {
  return localHeader({ ...place, crc: 0 }).length;
}

/** The operating system may write fewer bytes than requested. */
async function write(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    at += (await file.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
  }
}

function* smallPieces(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += PIECE) yield piece.subarray(at, at + PIECE);
  }
}
