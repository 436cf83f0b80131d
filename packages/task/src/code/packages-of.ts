import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { TaskImports } from '../modules/task-imports.ts';
import { readPackage } from '../plugins/read-package.ts';

/**
 * Resolves to the installed packages that the local modules of a task import: by name, the version and the beginning of a digest of the imported files, as in `4.17.21 (1f0c…)`.
 *
 * The digest shows an edited file whose version is the same. Packages that a package imports itself
 * do not count: a lock file fixes them.
 */
export async function packagesOf({ installed }: TaskImports): Promise<Record<string, string>> {
  const packages: Record<string, string> = {};
  for (const [folder, files] of [...installed].sort()) {
    const { name, version } = identityOf(folder);
    const text = `${version} (${await digestOf(folder, [...files].sort())})`;
    // A workspace may have two versions of one package.
    packages[name] = name in packages ? `${packages[name]!}, ${text}` : text;
  }
  return packages;
}

function identityOf(folder: string): { name: string; version: string } {
  const { name, version } = readPackage(join(folder, 'package.json')) as Record<string, unknown>;
  return {
    name: typeof name === 'string' ? name : folder,
    version: typeof version === 'string' ? version : 'without a version',
  };
}

/** Returns the first 8 digits of the digest of some files of a package. */
async function digestOf(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(relative(folder, file)).update(await readFile(file));
  return hash.digest('hex').slice(0, 8);
}
