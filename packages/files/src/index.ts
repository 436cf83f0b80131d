/**
 * Replaces files atomically and keeps one writer at a time.
 *
 * @packageDocumentation
 */
export { formatError } from './format-error.ts';
export { ifThere, isNotFound } from './is-not-found.ts';
export { namesIn } from './names-in.ts';
export { hasEnded, isHere, isSameProcess, thisProcess, type Owner } from './process-identity.ts';
export { openPlainFile, readPlainFile, type PlainFile } from './plain-file.ts';
export { readError } from './read-error.ts';
export { replaceFile } from './replace-file.ts';
export { syncFile, syncFolder } from './sync-to-disk.ts';
export { withWriteLock } from './write-lock.ts';
export { writeError } from './write-error.ts';
