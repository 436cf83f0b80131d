import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { PsyrunError, withPath } from '@psyrun/core';
import { isNotFound } from './is-not-found.ts';

/**
 * A file that is open for reading: the part of Node's `FileHandle` that is used. Users of these types
 * need not install those of Node.
 */
export interface PlainFile {
  /** Resolves to the size in bytes and the time of the last change. */
  stat(): Promise<{ readonly size: number; readonly mtime: Date; readonly mtimeMs: number }>;
  /** Reads bytes at a position of the file into `buffer`. */
  read<Bytes extends Uint8Array>(
    buffer: Bytes,
    offset?: number,
    length?: number,
    position?: number,
  ): Promise<{ readonly bytesRead: number; readonly buffer: Bytes }>;
  /** Closes the file. */
  close(): Promise<void>;
}

/** With O_NONBLOCK, opening a pipe does not wait for a writer. Windows has no such flag. */
const { O_RDONLY, O_NONBLOCK = 0 } = constants;

/** Error codes of the system for a link to itself, a socket, and a device that does not exist. */
const NO_FILE = new Set(['ELOOP', 'ENXIO', 'ENODEV']);

/**
 * Opens a file for reading without waiting. Resolves to undefined if the file does not exist. The
 * caller closes it.
 *
 * Throws `PSYRUN_FILE_READ` for a folder, a pipe, a socket, a device, and a link to itself, because
 * reading a pipe without a writer would never end. Other errors of the operating system are passed on
 * unchanged.
 *
 * @example
 * ```ts
 * await openPlainFile('/tmp/nothing-is-here'); // => undefined
 * await openPlainFile('/dev/null').catch((error) => error.code); // => 'PSYRUN_FILE_READ'
 * ```
 */
export async function openPlainFile(file: string): Promise<PlainFile | undefined> {
  return openFile(file);
}

async function openFile(file: string): Promise<FileHandle | undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, O_RDONLY | O_NONBLOCK);
    if ((await handle.stat()).isFile()) return handle;
  } catch (error) {
    await handle?.close();
    if (isNotFound(error)) return undefined;
    throw NO_FILE.has((error as NodeJS.ErrnoException).code!) ? notAFile(file, error) : error;
  }
  await handle.close();
  throw notAFile(file);
}

function notAFile(file: string, cause?: unknown): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_READ', `${file} is not a file.`, {
    hint: 'A folder, a pipe, a device or a link to itself is in its place: move that away.',
    fields: { file },
    cause,
  });
}

/**
 * Resolves to the content of a file, or to undefined if the file does not exist. Throws as
 * {@link openPlainFile} does.
 *
 * @example
 * ```ts
 * await readPlainFile('/tmp/nothing-is-here'); // => undefined
 * ```
 */
export async function readPlainFile(file: string): Promise<Uint8Array | undefined> {
  const handle = await openFile(file);
  if (handle === undefined) return undefined;
  try {
    return await handle.readFile();
  } catch (error) {
    throw withPath(error, file);
  } finally {
    await handle.close();
  }
}
