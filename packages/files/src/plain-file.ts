import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { PsyrunError } from '@psyrun/core';
import { isNotFound } from './is-not-found.ts';
import { readError } from './read-error.ts';

/** Opening a pipe or a device must not wait for somebody at its other end. Windows has no such flag. */
const { O_RDONLY, O_NONBLOCK = 0 } = constants;

/**
 * Opens a file for reading and never waits; undefined if there is none. The caller closes it.
 *
 * Throws `PSYRUN_FILE_READ` if it cannot be opened, or is a folder, a pipe, a socket or a device: a
 * pipe of nobody would never end.
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
    throw readError(error, file);
  }
  await handle.close();
  throw new PsyrunError('PSYRUN_FILE_READ', `${file} is not a file.`, {
    hint: 'A folder, a pipe or a device is in its place: move that away.',
    fields: { file },
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
  } catch (error) {
    throw readError(error, file);
  } finally {
    await handle.close();
  }
}
