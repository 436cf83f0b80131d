import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { PsyrunError } from '@psyrun/core';
import { nameBeside, removeLeftovers } from './beside.ts';
import { isNotFound } from './is-not-found.ts';
import { hasEnded, type Owner, thisProcess } from './owner.ts';
import { targetOf } from './target-of.ts';
import { writeError } from './write-error.ts';

/**
 * Does `action` while this call is the only writer of `file`, and returns its result.
 *
 * The lock is the file `<file>.lock`; it names the host and process that hold it. It is made with
 * its content by one hard link, so that it is never seen half-written, also on network file
 * systems. The lock of a process of this host that has ended is taken over, and what that process
 * left beside `file` is removed. It is not re-entrant.
 *
 * Throws `PSYRUN_STORE_BUSY` at once if another process, or another call in this one, holds the
 * lock; `PSYRUN_STORE_WRITE` or `PSYRUN_FILE_NOT_FOUND` if it cannot be made; whatever `action`
 * throws. Readers need no lock.
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
  try {
    return await action();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Takes the lock of `file` and returns its path. */
async function acquire(file: string): Promise<string> {
  try {
    const target = await targetOf(file);
    const lock = `${target}.lock`;
    if (claim(lock)) return lock;
    const owner = ownerOf(lock);
    if (owner !== undefined) {
      if (!hasEnded(owner)) throw busy(file, lock, owner);
      takeAway(lock);
      await removeLeftovers(target, owner);
    }
    if (!claim(lock)) throw busy(file, lock, ownerOf(lock));
    return lock;
  } catch (error) {
    throw writeError(error, file);
  }
}

/** Makes the lock, unless it is there. */
function claim(lock: string): boolean {
  const own = nameBeside(lock);
  writeFileSync(own, JSON.stringify(thisProcess()));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(own);
  }
}

/** Who holds the lock; undefined when it has just been released, or does not say. */
function ownerOf(lock: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Owner;
  } catch (error) {
    if (isNotFound(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Removes the lock of a process that has ended. Of several that find it at once, each first has to
 * hold `<lock>.takeover` and look again: else the second would remove the new lock of the first.
 */
function takeAway(lock: string): void {
  const guard = `${lock}.takeover`;
  if (!claim(guard)) return;
  try {
    const owner = ownerOf(lock);
    if (owner !== undefined && hasEnded(owner)) unlinkSync(lock);
  } finally {
    unlinkSync(guard);
  }
}

function busy(file: string, lock: string, owner: Owner | undefined): PsyrunError {
  const who = owner === undefined ? 'Another process' : `Process ${owner.pid} on ${owner.host}`;
  return new PsyrunError('PSYRUN_STORE_BUSY', `${who} is writing ${file}.`, {
    hint: `Wait until it is done. If it runs no more, remove ${lock}.`,
    fields: { file, lock, owner },
  });
}
