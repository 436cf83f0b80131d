import { readFileSync, statSync } from 'node:fs';

/**
 * Returns the content of a package.json. Skips a byte order mark, as npm does. Throws the errors of
 * reading and parsing. Also throws for a pipe, because reading it may never end.
 */
export function readPackage(file: string): unknown {
  if (!statSync(file).isFile()) throw new TypeError('it is not a file');
  return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
}
