import { existsSync, realpathSync } from 'node:fs';
import type { TaskImports } from '../modules/task-imports.ts';

/** Resolves to the present digests of the local modules of a task, by absolute path. */
export async function codeOf({ roots, local }: TaskImports): Promise<Record<string, string>> {
  // Imported here because `psy list` does not need the parser.
  const { codeDigest } = await import('./code-digest.ts');
  // The task may also be imported by its real path, if its folder is a link.
  const others = new Set(roots.map((root) => realpathSync(root)).filter((p) => !roots.includes(p)));
  const digests: Record<string, string> = {};
  for (const file of [...local].filter((name) => existsSync(name) && !others.has(name))) {
    const digest = await codeDigest(file, { hasSettings: roots.includes(file) });
    if (digest !== undefined) digests[file] = digest;
  }
  return digests;
}
