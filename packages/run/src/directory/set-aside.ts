import { lstatSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { WorkDirectory } from './work-directory.ts';

/**
 * Moves a file that cannot be used to the same path in `damaged/` of its work directory, so that it is
 * never lost. A number is added to the name if there is one already. Resolves to the new path; undefined
 * if there is no such file.
 */
export async function setAside(
  directory: WorkDirectory,
  file: string,
): Promise<string | undefined> {
  if (!isThere(file)) return undefined;
  const free = freeName(directory, file);
  await mkdir(dirname(free), { recursive: true });
  await rename(file, free);
  return free;
}

/** Returns a path in `damaged/` for a file of a work directory that no other file has. */
export function freeName({ root, damaged }: WorkDirectory, file: string): string {
  const inside = relative(root, file);
  const target = join(damaged, inside.startsWith('..') ? basename(file) : inside);
  let free = target;
  for (let count = 1; isThere(free); count++) free = `${target}.${count}`;
  return free;
}

/** True also for a link to nothing. */
function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}
