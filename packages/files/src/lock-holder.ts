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
 * Returns the path of the guard of a lock. Who removes the lock of a process that has ended must hold
 * the guard.
 */
export function guardOf(lock: string): string {
  return `${lock}.takeover`;
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
  const lock = await lockOf(file).catch((error: unknown) => {
    throw readError(error, file);
  });
  return holderOf(lock);
}

/**
 * Resolves to the holder of a lock. If it has ended, a process that was about to remove its lock may
 * still hold the guard, and then that one is the holder. See {@link lockHolder}.
 */
export async function holderOf(lock: string): Promise<LockHolder | undefined> {
  const { readLock } = await import('./documents/lock-file.ts');
  const owner = await readLock(lock);
  if (owner === undefined) return undefined;
  if (hasEnded(owner)) return holderOf(guardOf(lock));
  const found = await ifThere(stat(lock));
  return found && { lock, owner, since: found.mtime };
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
