import { existsSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { confFile } from '../settings/load-settings.ts';
import { importsOf } from '../modules/imports-of.ts';

/**
 * Returns the present digests of the local modules that a task file and its `psy-conf` import, by
 * absolute path.
 */
export async function codeOf(path: string): Promise<Record<string, string>> {
  const roots = await rootsOf(path);
  // Imported here because `psy list` does not need the parser.
  const { codeDigest } = await import('./code-digest.ts');
  const files = new Set(roots.flatMap((root) => importsOf(root).local));
  // The task may also be imported by its real path, if its folder is a link.
  const others = new Set(roots.map((root) => realpathSync(root)).filter((p) => !roots.includes(p)));
  const digests: Record<string, string> = {};
  for (const file of [...files].filter((name) => existsSync(name) && !others.has(name))) {
    const digest = await codeDigest(file, { hasSettings: roots.includes(file) });
    if (digest !== undefined) digests[file] = digest;
  }
  return digests;
}

/** Resolves to the files whose imports are the code of a task: the task file and its `psy-conf`. */
export async function rootsOf(path: string): Promise<string[]> {
  const conf = await confFile(dirname(path));
  return [path, ...(conf === undefined ? [] : [conf])];
}
