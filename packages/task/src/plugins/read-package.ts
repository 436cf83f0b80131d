import { readFileSync, statSync } from 'node:fs';

/**
 * Returns what a package.json holds, whoever wrote it; a byte order mark is left out, as npm does.
 * Throws what reading and parsing throw, and for a folder or a pipe, which would never end.
 */
export function readPackage(file: string): unknown {
  if (!statSync(file).isFile()) throw new TypeError('it is not a file');
  return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
}
