import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Owner, thisProcess } from './process-identity.ts';

let count = 0;

/** Returns a new hidden name in the folder of `file`. It contains the names of the file and process. */
export function nameBeside(file: string): string {
  return join(dirname(file), `${prefix(file, thisProcess())}${++count}.tmp`);
}

/** Removes the temporary files that `owner` left beside `file` when it was killed. */
export async function removeLeftovers(file: string, owner: Owner): Promise<void> {
  const start = prefix(file, owner);
  const names = await readdir(dirname(file));
  const leftovers = names.filter((name) => name.startsWith(start) && name.endsWith('.tmp'));
  await Promise.all(leftovers.map((name) => rm(join(dirname(file), name), { force: true })));
}

function prefix(file: string, { host, pid }: Owner): string {
  return `.${basename(file)}.${host}-${pid}-`;
}
