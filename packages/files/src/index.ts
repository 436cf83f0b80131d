/**
 * Replaces files atomically and keeps one writer at a time.
 *
 * @packageDocumentation
 */
export { changedMeanwhile } from './changed-meanwhile.ts';
export { crc32 } from './format/crc32.ts';
export { formatError } from './format/format-error.ts';
export { contentKind, type ContentKind } from './format/content-kind.ts';
export { ifThere, isNotFound } from './is-not-found.ts';
export { lockBusy, lockHolder, type LockHolder } from './lock-holder.ts';
export { namesIn } from './names-in.ts';
export {
  hasEnded,
  isHere,
  isSameProcess,
  isThisProcess,
  thisProcess,
  type Owner,
} from './process-identity.ts';
export { openPlainFile, readPlainFile, type PlainFile } from './plain-file.ts';
export { readError } from './read-error.ts';
export { replaceFile } from './replace-file.ts';
export { shellQuoted } from './shell-quoted.ts';
export { syncFile, syncFolder } from './sync-to-disk.ts';
export { breakLock, withWriteLock } from './write-lock.ts';
export { writeError } from './write-error.ts';
