import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileAbove } from './file-above.ts';

/** `@psyrun/store-npz`, `psyrun-store-parquet`, `@lab/psyrun-store-parquet`. */
const PLUGIN_NAME = /^(?:@psyrun\/.+|psyrun-.+|@[^/]+\/psyrun-.+)$/;

/**
 * The folders of the packages that could be plug-ins, by name: of those that the package.json
 * nearest to `folder` declares as dependencies, the ones with a fitting name that are installed.
 */
export function pluginPackages(folder: string): Map<string, string> {
  const manifestFile = fileAbove('package.json', folder);
  if (manifestFile === undefined) return new Map();
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, object>;
  const declared = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
    .flatMap((field) => Object.keys(manifest[field] ?? {}))
    .filter((name) => PLUGIN_NAME.test(name));
  const found = new Map<string, string>();
  for (const name of declared) {
    const at = installedAt(name, dirname(manifestFile));
    if (at !== undefined) found.set(name, at);
  }
  return found;
}

/** The folder of an installed package, as seen from `folder`. */
function installedAt(name: string, folder: string): string | undefined {
  const candidate = join(folder, 'node_modules', name);
  if (existsSync(join(candidate, 'package.json'))) return candidate;
  const parent = dirname(folder);
  return parent === folder ? undefined : installedAt(name, parent);
}
