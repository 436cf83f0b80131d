import { stat } from 'node:fs/promises';
import { PsyrunError } from '@psyrun/core';
import { ifThere } from './is-not-found.ts';
import { hasEnded, isHere, type Owner } from './process-identity.ts';
import { readError } from './read-error.ts';
import { shellQuoted } from './shell-quoted.ts';
import { targetOf } from './target-of.ts';

/** The lock of a file, and the process that holds it. */
export interface LockHolder {
  /** Path of the lock file. */
  readonly lock: string;
  readonly owner: Owner;
  /** The time when the process took the lock. */
  readonly since: Date;
}

/** Returns the path of the lock of a file. A link and its target have the same lock. */
export async function lockOf(file: string): Promise<string> {
  return lockOfTarget(await targetOf(file));
}

/** Returns the path of the lock of a file that is no link. */
export function lockOfTarget(target: string): string {
  return `${target}.lock`;
}

/**
 * Resolves to the holder of the lock of `file`, or to undefined if nobody holds it or the holder has
 * certainly ended. Throws `PSYRUN_LOCK_DAMAGED` if the lock does not name its holder, and
 * `PSYRUN_FILE_READ` if it cannot be looked up, for example because `file` is a link to itself.
 *
 * @example
 * ```ts
 * await lockHolder('/tmp/nothing-is-here'); // => undefined
 * ```
 */
export async function lockHolder(file: string): Promise<LockHolder | undefined> {
  const { readLock } = await import('./documents/lock-file.ts');
  const lock = await lockOf(file).catch((error: unknown) => {
    throw readError(error, file);
  });
  const owner = await readLock(lock);
  const found = owner === undefined || hasEnded(owner) ? undefined : await ifThere(stat(lock));
  return found === undefined ? undefined : { lock, owner: owner!, since: found.mtime };
}

/**
 * Returns the error for a file whose lock another process holds.
 *
 * @example
 * ```ts
 * const owner = { host: 'node-17', pid: 7, started: null };
 * lockBusy('a.pkl', { lock: 'a.pkl.lock', owner }).code; // => 'PSYRUN_STORE_BUSY'
 * ```
 */
export function lockBusy(file: string, held: { lock: string; owner?: Owner }): PsyrunError {
  const { lock, owner } = held;
  const who = owner === undefined ? 'Another process' : `Process ${owner.pid} on ${owner.host}`;
  const where =
    owner === undefined || isHere(owner) ? '' : ', on another machine or in a container,';
  return new PsyrunError('PSYRUN_STORE_BUSY', `${who}${where} is writing ${file}.`, {
    hint: `Wait until it is done. If it is dead, remove its lock: rm ${shellQuoted(lock)}`,
    fields: { file, lock, owner },
  });
}
