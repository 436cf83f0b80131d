import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { confFile } from '../settings/load-settings.ts';
import { localModules } from '../modules/module-loader.ts';

/**
 * Returns the present digests of the local modules that a task file and its `psy-conf` import, by
 * absolute path.
 */
export async function codeOf(path: string): Promise<Record<string, string>> {
  const conf = await confFile(dirname(path));
  // Imported here because `psy list` does not need the parser.
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
