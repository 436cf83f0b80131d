import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from '@psyrun/files';
import { directory, localHeader, type StoredFile } from './zip-records.ts';

/** Number of bytes that are written while the checksum of the same number is computed. */
const PIECE = 1 << 22;

/** A file for an archive: its content is the pieces, one after the other. */
export interface ZipEntry {
  readonly name: string;
  readonly pieces: readonly Uint8Array[];
}

/**
 * Writes a zip archive of uncompressed files to `path`, which must not exist. Uses zip64 where
 * sizes need it. Throws the errors of the file system.
 */
export async function writeZip(path: string, entries: Iterable<ZipEntry>): Promise<void> {
  const zip = await ZipWriter.create(path);
  try {
    const writing: Promise<void>[] = [];
    for (const { name, pieces } of entries) {
      const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
      writing.push(zip.add(name, size).write(pieces));
    }
    await Promise.all(writing);
    await zip.finish();
  } finally {
    await zip.close();
  }
}

/**
 * An archive of uncompressed files whose sizes are known before their contents. The contents can be
 * written in pieces, in turns. Throws the errors of the file system.
 */
export class ZipWriter {
  readonly #file: FileHandle;
  readonly #entries: ZipFile[] = [];
  #end = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Creates the file `path`, which must not exist. */
  static async create(path: string): Promise<ZipWriter> {
    return new ZipWriter(await open(path, 'wx'));
  }

  /** Reserves the place of a file of `size` bytes. */
  add(name: string, size: number): ZipFile {
    const entry = new ZipFile(this.#file, { name, size, offset: this.#end });
    this.#entries.push(entry);
    this.#end = entry.end;
    return entry;
  }

  /** Writes what follows the contents. All contents must have been written. */
  async finish(): Promise<void> {
    const stored = await Promise.all(this.#entries.map((entry) => entry.finish()));
    await write(this.#file, directory(stored, this.#end), this.#end);
  }

  /** Closes the file. */
  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** A file in an archive that is being written. */
export class ZipFile {
  readonly end: number;
  readonly #file: FileHandle;
  readonly #place: Omit<StoredFile, 'crc'>;
  #at: number;
  #crc = 0;

  constructor(file: FileHandle, place: Omit<StoredFile, 'crc'>) {
    this.#file = file;
    this.#place = place;
    this.#at = place.offset + localHeader({ ...place, crc: 0 }).length;
    this.end = this.#at + place.size;
  }

  /** Adds pieces to the content. */
  async write(pieces: readonly Uint8Array[]): Promise<void> {
    for (const piece of smallPieces(pieces)) {
      const writing = write(this.#file, piece, this.#at);
      this.#crc = crc32(piece, this.#crc);
      this.#at += piece.length;
      await writing;
    }
  }

  /** Writes the header, which contains the checksum of the content. */
  async finish(): Promise<StoredFile> {
    const stored = { ...this.#place, crc: this.#crc };
    await write(this.#file, localHeader(stored), stored.offset);
    return stored;
  }
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
