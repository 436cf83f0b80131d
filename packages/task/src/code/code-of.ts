import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { confFile } from '../settings/load-settings.ts';
import { localModules } from '../modules/module-loader.ts';

/**
 * Digests of the local modules that the function of a task file is made of, by absolute path, as
 * they are now; those of `psy-conf` count when there is one.
 */
export async function codeOf(path: string): Promise<Record<string, string>> {
  const conf = await confFile(dirname(path));
  // The parser is not needed to list tasks.
  const { codeDigest } = await import('./code-digest.ts');
  const roots = [path, ...(conf === undefined ? [] : [conf])];
  const files = new Set(roots.flatMap((root) => localModules(root)));
  const digests: Record<string, string> = {};
  for (const file of [...files].filter((name) => existsSync(name))) {
    const digest = await codeDigest(file, { hasSettings: roots.includes(file) });
    if (digest !== undefined) digests[file] = digest;
  }
  return digests;
}
