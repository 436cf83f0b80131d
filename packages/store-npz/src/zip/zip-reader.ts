import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import { createInflateRaw, inflateRaw } from 'node:zlib';
import { allocateBytes } from '@psyrun/columns/internal';
import { PsyrunError } from '@psyrun/core';
import { crc32, readError, formatError } from '@psyrun/files';
import type { ZipMember } from './zip-directory.ts';

/** A zip archive that is open for reading. */
export interface Zip {
  readonly file: string;
  readonly handle: FileHandle;
  /** The members by name, in the order of the archive's directory. */
  readonly members: ReadonlyMap<string, ZipMember>;
}

/** The maximum number of bytes of one read: the operating system's limit is 2 GiB. */
const MOST_AT_ONCE = 2 ** 30;
/** Number of bytes of one read of a whole member. */
const PIECE_BYTES = 1 << 22;
/**
 * Number of bytes of one piece of a stream. It is small, because a scan has one stream for each
 * column.
 */
const STREAM_BYTES = 1 << 16;

/**
 * Opens a zip archive and reads its directory; the caller closes `handle`.
 *
 * Throws `PSYRUN_FILE_NOT_FOUND`, `PSYRUN_FILE_READ`, and `PSYRUN_FILE_FORMAT` for a damaged file
 * or another format.
 */
export async function openZip(file: string): Promise<Zip> {
  const handle = await open(file).catch((error: unknown) => {
    throw readError(error, file);
  });
  try {
    const { readDirectory } = await import('./zip-directory.ts');
    const zip = { file, handle, members: new Map() };
    const { size } = await handle.stat();
    const read = (start: number, length: number) => readAt(zip, start, length);
    return { ...zip, members: await readDirectory(size, read) };
  } catch (error) {
    await handle.close();
    const known = readError(error, file);
    throw known === error ? formatError(file, 'npz', (error as Error).message, error) : known;
  }
}

/** Returns all bytes of a member. Throws `PSYRUN_FILE_FORMAT` if the checksum differs. */
export async function readMember(zip: Zip, member: ZipMember): Promise<Uint8Array> {
  checkMember(zip, member);
  if (!member.compressed) return readStored(zip, member);
  const bytes = await inflated(zip, member, await readAt(zip, member.start, member.storedSize));
  verify(zip, member, bytes.length, crc32(bytes));
  return bytes;
}

function checkMember({ file }: Zip, { name, problem }: ZipMember): void {
  if (problem === undefined) return;
  throw new PsyrunError('PSYRUN_FILE_FORMAT', `${name} in ${file} cannot be read: ${problem}.`, {
    hint: 'Restore the file from a copy, make it again from the journals, or choose other columns.',
    fields: { file, name },
  });
}

/** Computes the checksum of one piece while the next two are read. */
async function readStored(zip: Zip, member: ZipMember): Promise<Uint8Array> {
  const bytes = allocateBytes(member.size, `a part of ${zip.file}`);
  const pieceAt = (at: number) => bytes.subarray(at, at + PIECE_BYTES);
  const read = (at: number) => {
    const reading = fill(zip, pieceAt(at), member.start + at);
    reading.catch(() => {}); // It is awaited in its turn, unless an earlier one fails.
    return reading;
  };
  const reads = [read(0), read(PIECE_BYTES)];
  let crc = 0;
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    await reads.shift();
    reads.push(read(at + 2 * PIECE_BYTES));
    crc = crc32(pieceAt(at), crc);
  }
  verify(zip, member, bytes.length, crc);
  return bytes;
}

/** Yields the bytes of a member piece by piece. An error is known only at the end. */
export async function* streamMember(zip: Zip, member: ZipMember): AsyncGenerator<Uint8Array> {
  checkMember(zip, member);
  let size = 0;
  let crc = 0;
  try {
    for await (const piece of pieces(zip, member)) {
      size += piece.length;
      if (size > member.size) break;
      crc = crc32(piece, crc);
      yield piece;
    }
  } catch (error) {
    throw formatError(zip.file, 'npz', `${member.name}: ${(error as Error).message}`, error);
  }
  verify(zip, member, size, crc);
}

/** Returns `length` bytes of the archive, in an array of their own. */
export async function readAt(zip: Zip, start: number, length: number): Promise<Uint8Array> {
  const bytes = allocateBytes(length, `a part of ${zip.file}`);
  await fill(zip, bytes, start);
  return bytes;
}

async function fill(zip: Zip, bytes: Uint8Array, start: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const count = Math.min(bytes.length - at, MOST_AT_ONCE);
    const { bytesRead } = await zip.handle.read(bytes, at, count, start + at);
    if (bytesRead === 0) throw formatError(zip.file, 'npz', 'it ends too early');
    at += bytesRead;
  }
}

async function inflated(zip: Zip, member: ZipMember, bytes: Uint8Array): Promise<Uint8Array> {
  try {
    const whole = await promisify(inflateRaw)(bytes, { maxOutputLength: Math.max(1, member.size) });
    return new Uint8Array(whole.buffer, whole.byteOffset, whole.length);
  } catch (error) {
    throw formatError(zip.file, 'npz', `${member.name}: ${(error as Error).message}`, error);
  }
}

function pieces(zip: Zip, member: ZipMember): AsyncIterable<Uint8Array> {
  const stored = storedPieces(zip, member);
  // The callback may be empty: the reader of the stream receives its errors.
  return member.compressed ? pipeline(stored, createInflateRaw(), () => {}) : stored;
}

async function* storedPieces(zip: Zip, { start, storedSize }: ZipMember) {
  for (let at = 0; at < storedSize; at += STREAM_BYTES) {
    yield await readAt(zip, start + at, Math.min(STREAM_BYTES, storedSize - at));
  }
}

function verify(zip: Zip, member: ZipMember, size: number, crc: number): void {
  if (size === member.size && crc === member.crc) return;
  throw formatError(zip.file, 'npz', `the content of ${member.name} does not have its checksum`);
}
