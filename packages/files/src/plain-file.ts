import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { PsyrunError } from '@psyrun/core';
import { isNotFound } from './is-not-found.ts';

/** Opening a pipe or a device must not wait for somebody at its other end. Windows has no such flag. */
const { O_RDONLY, O_NONBLOCK = 0 } = constants;

/** Codes of the operating system for a link to itself, a socket, and a device that is not there. */
const NO_FILE = new Set(['ELOOP', 'ENXIO', 'ENODEV']);

/**
 * Opens a file for reading and never waits; undefined if there is none. The caller closes it.
 *
 * Throws `PSYRUN_FILE_READ` for a folder, a pipe, a socket, a device, and a link to itself: reading a
 * pipe of nobody would never end. Other errors of the operating system are thrown as they are.
 *
 * @example
 * ```ts
 * await openPlainFile('/tmp/nothing-is-here'); // => undefined
 * await openPlainFile('/dev/null').catch((error) => error.code); // => 'PSYRUN_FILE_READ'
 * ```
 */
export async function openPlainFile(file: string): Promise<FileHandle | undefined> {
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
 * Returns the content of a file; undefined if there is none. Throws as {@link openPlainFile} does.
 *
 * @example
 * ```ts
 * await readPlainFile('/tmp/nothing-is-here'); // => undefined
 * ```
 */
export async function readPlainFile(file: string): Promise<Buffer | undefined> {
  const handle = await openPlainFile(file);
  if (handle === undefined) return undefined;
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
