import { writeFile } from 'node:fs/promises';
import { isPsyrunError } from '@psyrun/core';
import { readPlainFile } from '../plain-file.ts';
import { replaceFile } from '../replace-file.ts';
import { damaged } from './damaged.ts';
import { decodeDocument } from './decode-document.ts';
import type { DocumentKind } from './document-kind.ts';
import { encodeDocument } from './encode-document.ts';

/**
 * Replaces a file by a document, atomically. Throws as {@link replaceFile} does.
 *
 * @example
 * ```ts
 * import * as v from 'valibot';
 * const kind = { name: 'note', version: 2, schema: v.object({ text: v.string() }), remedy: '' };
 * await writeDocument(kind, `/tmp/note-${process.pid}.json`, { text: 'yes' });
 * await readDocument(kind, `/tmp/note-${process.pid}.json`); // => { text: 'yes' }
 * ```
 */
export async function writeDocument<T extends object>(
  kind: DocumentKind<T>,
  file: string,
  content: T,
): Promise<void> {
  await replaceFile(file, (path) => writeFile(path, encodeDocument(kind, content)));
}

/**
 * Reads a document. Resolves to undefined if the file does not exist.
 *
 * Throws as {@link decodeDocument} does, also for a folder, a pipe, or a link to itself. Other errors
 * of the operating system are passed on unchanged.
 */
export async function readDocument<T extends object>(
  kind: DocumentKind<T>,
  file: string,
): Promise<T | undefined> {
  const bytes = await readPlainFile(file).catch((error: unknown) => {
    if (!isPsyrunError(error, 'PSYRUN_FILE_READ')) throw error;
    throw damaged(kind, file, 'is not a file', error.cause);
  });
  return bytes === undefined ? undefined : decodeDocument(kind, bytes, file);
}
