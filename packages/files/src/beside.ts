import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Owner, thisProcess } from './process-identity.ts';

let count = 0;

/**
 * Returns a new hidden name in the folder of `file`. It contains the names of the file and process. Two
 * containers can have the same host name and process number, so it has 8 random digits, too.
 */
export function nameBeside(file: string): string {
  const digits = randomUUID().slice(0, 8);
  const made = `${madeBy(thisProcess())}${digits}-${++count}`;
  return join(dirname(file), `.${basename(file)}.${made}.tmp`);
}

/** Removes the temporary files of `file` and of its lock that `owner` left when it was killed. */
export async function removeLeftovers(file: string, owner: Owner): Promise<void> {
  const mark = `.${madeBy(owner)}`;
  const names = (await temporaryNames(file)).filter((name) => name.includes(mark));
  await removeAll(file, names);
}

/** Resolves to the names of the temporary files of a file. Those of its lock begin in the same way. */
export async function temporaryNames(file: string): Promise<string[]> {
  const names = await readdir(dirname(file));
  return names.filter((name) => name.startsWith(`.${basename(file)}.`) && name.endsWith('.tmp'));
}

/** Removes files in the folder of `file` by their names. */
export async function removeAll(file: string, names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => rm(join(dirname(file), name), { force: true })));
}

function madeBy({ host, pid }: Owner): string {
  return `${host}-${pid}-`;
}
