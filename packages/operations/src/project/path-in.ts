import { resolve } from 'node:path';

/** Returns the path of a file as a project sees it: relative paths are relative to its `cwd`. */
export function pathIn({ cwd }: { readonly cwd?: string }, file: string): string {
  return cwd === undefined ? file : resolve(cwd, file);
}
