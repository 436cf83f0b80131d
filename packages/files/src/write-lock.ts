import { link, open, rm, unlink } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { nameBeside, removeLeftovers } from './beside.ts';
import { guardOf, holderOf, lockBusy, lockOf, lockOfTarget } from './lock-holder.ts';
import { removeLockLeftovers } from './documents/lock-leftovers.ts';
import { hasEnded, isSameProcess, type Owner, thisProcess } from './process-identity.ts';
import { syncFile } from './sync-to-disk.ts';
import { targetOf } from './target-of.ts';
import { writeError } from './write-error.ts';

// Loaded with the first lock: the start of psy must not wait for a schema library.
const lockFile = () => import('./documents/lock-file.ts');

/**
 * Runs `action` while this call is the only writer of `file`, and resolves to its result.
 *
 * The lock is the file `<file>.lock`. It names the host and the process that hold it. It is created
 * by one hard link, together with its content, so that a reader never sees a part of it, also on
 * network file systems. If a process of this host has ended, its lock is taken over and its temporary
 * files beside `file` are removed. The lock is not re-entrant.
 *
 * Throws `PSYRUN_STORE_BUSY` at once if another process or another call in this process holds the
 * lock, `PSYRUN_LOCK_DAMAGED` if the lock does not name its holder, `PSYRUN_STORE_WRITE` or
 * `PSYRUN_FILE_NOT_FOUND` if the lock cannot be created, and any error that `action` throws. Readers
 * need no lock.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const file = join(mkdtempSync(join(tmpdir(), 'psyrun-')), 'result.pkl');
 * await withWriteLock(file, async () => 42); // => 42
 * ```
 */
export async function withWriteLock<T>(file: string, action: () => Promise<T>): Promise<T> {
  const lock = await acquire(file);
  let result: T;
  try {
    result = await action();
  } catch (error) {
    // The cause is this error, also if the lock cannot be removed.
    await rm(lock, { force: true }).catch(() => undefined);
    throw error;
  }
  await rm(lock, { force: true });
  return result;
}

/** Takes the lock of `file` and returns its path. */
async function acquire(file: string): Promise<string> {
  try {
    const { readLock } = await lockFile();
    const target = await targetOf(file);
    const lock = lockOfTarget(target);
    if (!(await claim(lock))) {
      const owner = await readLock(lock);
      if (owner !== undefined) {
        if (!hasEnded(owner)) throw lockBusy(file, { lock, owner });
        await takeAway(lock);
        await removeLeftovers(target, owner);
      }
      if (!(await claim(lock))) {
        throw lockBusy(file, (await holderOf(lock)) ?? { lock });
      }
    }
    await removeLockLeftovers(lock);
    return lock;
  } catch (error) {
    throw writeError(error, file);
  }
}

/** Creates the lock. Returns false if it exists. Its content is on the disk before it gets its name. */
async function claim(lock: string): Promise<boolean> {
  const own = nameBeside(lock);
  try {
    const handle = await open(own, 'wx');
    try {
      const { encodeLock } = await lockFile();
      await handle.writeFile(encodeLock(thisProcess()));
      await syncFile(handle.fd);
    } finally {
      await handle.close();
    }
    await link(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/**
 * Removes the lock of `file` although its owner may be running: somebody has said that it is dead. Does
 * nothing if another process holds the lock by now. A lock that does not name its owner is removed, too.
 *
 * @param owner The owner that is dead, of the lock or of its guard; undefined for a lock that does not
 *   name its owner.
 */
export async function breakLock(file: string, owner: Owner | undefined): Promise<void> {
  const lock = await lockOf(file);
  await breakGuard(guardOf(lock));
  if (owner === undefined) await rm(lock, { recursive: true, force: true });
  else await takeAway(lock, (other) => hasEnded(other) || isDeepStrictEqual(other, owner));
}

/** Removes the guard of a process that was about to remove a lock, unless that is proven to run. */
async function breakGuard(guard: string): Promise<void> {
  const { readLock } = await lockFile();
  const owner = await readLock(guard);
  if (owner !== undefined && !isSameProcess(owner)) await rm(guard, { force: true });
}

/**
 * Removes the lock of a process that has ended. Several processes may find it at the same time. Each
 * must hold `<lock>.takeover` and check again, or the second would remove the new lock of the first.
 */
async function takeAway(lock: string, isDead = hasEnded): Promise<void> {
  const { readLock } = await lockFile();
  const guard = guardOf(lock);
  if (!(await claim(guard))) {
    const other = await readLock(guard);
    if (other === undefined || !hasEnded(other)) return;
    await takeAway(guard); // It was killed while it held the guard.
    if (!(await claim(guard))) return;
  }
  try {
    const owner = await readLock(lock);
    if (owner !== undefined && isDead(owner)) await unlink(lock);
  } finally {
    await unlink(guard);
  }
}
