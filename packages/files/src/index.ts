/**
 * Replaces files atomically and keeps one writer at a time.
 *
 * @packageDocumentation
 */
export { formatError } from './format-error.ts';
export { ifThere, isNotFound } from './is-not-found.ts';
export { checkContent, type Checked } from './documents/check-content.ts';
export { damaged, type Damage } from './documents/damaged.ts';
export { decodeDocument } from './documents/decode-document.ts';
export { readDocument, writeDocument } from './documents/document-file.ts';
export type { DocumentKind, FirstVersion } from './documents/document-kind.ts';
export { encodeDocument } from './documents/encode-document.ts';
export { namesIn } from './names-in.ts';
export { hasEnded, isHere, isSameProcess, thisProcess, type Owner } from './owner.ts';
export { OWNER } from './owner-schema.ts';
export { openPlainFile, readPlainFile, type PlainFile } from './plain-file.ts';
export { readError } from './read-error.ts';
export { replaceFile } from './replace-file.ts';
export { syncFile, syncFolder } from './sync-to-disk.ts';
export { withWriteLock } from './write-lock.ts';
export { writeError } from './write-error.ts';
