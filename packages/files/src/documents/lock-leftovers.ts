import { dirname, join } from 'node:path';
import { isPsyrunError } from '@psyrun/core';
import { removeAll, temporaryNames } from '../beside.ts';
import { hasEnded, type Owner } from '../process-identity.ts';

/**
 * Removes the temporary files of a lock that were left by processes which were killed before they had
 * the lock.
 */
export async function removeLockLeftovers(lock: string): Promise<void> {
  const names = await temporaryNames(lock);
  const owners = await Promise.all(names.map((name) => makerOf(lock, name)));
  await removeAll(
    lock,
    names.filter((_, i) => owners[i] !== undefined && hasEnded(owners[i])),
  );
}

/** Returns the process in the content of a temporary file, or, if that is cut, in its name. */
async function makerOf(lock: string, name: string): Promise<Owner | undefined> {
  const { readLock } = await import('./lock-file.ts');
  try {
    return await readLock(join(dirname(lock), name));
  } catch (error) {
    if (!isPsyrunError(error, 'PSYRUN_LOCK_DAMAGED')) throw error;
    const [, host, pid] = /\.lock\.(.*)-(\d+)-[0-9a-f]+-\d+\.tmp$/.exec(name) ?? [];
    return host === undefined ? undefined : { host, pid: Number(pid), started: null };
  }
}
