import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isPsyrunError } from '@psyrun/core';
import { hasEnded, type Owner, thisProcess } from './process-identity.ts';

/** Two containers can have the same host name, and each can have a process of this number. */
const life = randomBytes(4).toString('hex');
let count = 0;

/** Returns a new hidden name in the folder of `file`. It contains the names of the file and process. */
export function nameBeside(file: string): string {
  const made = `${madeBy(thisProcess())}${life}-${++count}`;
  return join(dirname(file), `.${basename(file)}.${made}.tmp`);
}

/** Removes the temporary files of `file` and of its lock that `owner` left when it was killed. */
export async function removeLeftovers(file: string, owner: Owner): Promise<void> {
  const mark = `.${madeBy(owner)}`;
  const names = (await temporaryNames(file)).filter((name) => name.includes(mark));
  await removeAll(file, names);
}

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
  const { readLock } = await import('./documents/lock-file.ts');
  try {
    return await readLock(join(dirname(lock), name));
  } catch (error) {
    if (!isPsyrunError(error, 'PSYRUN_LOCK_DAMAGED')) throw error;
    const [, host, pid] = /\.lock\.(.*)-(\d+)-[0-9a-f]+-\d+\.tmp$/.exec(name) ?? [];
    return host === undefined ? undefined : { host, pid: Number(pid), started: null };
  }
}

/** Resolves to the names of the temporary files of a file. Those of its lock begin in the same way. */
async function temporaryNames(file: string): Promise<string[]> {
  const names = await readdir(dirname(file));
  return names.filter((name) => name.startsWith(`.${basename(file)}.`) && name.endsWith('.tmp'));
}

async function removeAll(file: string, names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => rm(join(dirname(file), name), { force: true })));
}

function madeBy({ host, pid }: Owner): string {
  return `${host}-${pid}-`;
}
