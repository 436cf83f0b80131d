import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { ZipWriter } from '@zip.js/zip.js';

/** Bytes that are handed on at once. */
const PIECE = 1 << 20;

/** A file to put into an archive: its content is the pieces, one after the other. */
export interface ZipEntry {
  readonly name: string;
  readonly pieces: readonly Uint8Array[];
}

/**
 * Writes a zip archive of uncompressed files to `path`, which must not exist. Zip64 is used where
 * sizes need it. Throws what the file system throws.
 */
export async function writeZip(path: string, entries: Iterable<ZipEntry>): Promise<void> {
  const file = await open(path, 'wx');
  try {
    const writable = new WritableStream<Uint8Array>({ write: (bytes) => writeFully(bytes) });
    const writeFully = async (bytes: Uint8Array) => {
      for (let at = 0; at < bytes.length;) {
        at += (await file.write(bytes, at)).bytesWritten;
      }
    };
    const zip = new ZipWriter(writable, { useWebWorkers: false, level: 0 });
    for (const entry of entries) await addEntry(zip, entry);
    await zip.close();
  } finally {
    await file.close();
  }
}

/**
 * The data is passed through with the checksum of Node's zlib, because the library's own is many
 * times slower; the archive is the same.
 */
async function addEntry(zip: ZipWriter<unknown>, { name, pieces }: ZipEntry): Promise<void> {
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const readable = ReadableStream.from(smallPieces(pieces));
  await zip.add(name, { readable, size } as never, {
    passThrough: true,
    compressionMethod: 0,
    uncompressedSize: size,
    crc32: checksum(pieces),
  });
}

/** Node's `crc32` of nothing is 0, whatever it is to go on from. */
function checksum(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((crc, piece) => (piece.length > 0 ? crc32(piece, crc) : crc), 0);
}

function* smallPieces(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += PIECE) yield piece.subarray(at, at + PIECE);
  }
}
