import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { readPackage } from './read-package.ts';
import { fileAbove } from '../modules/file-above.ts';

/** `@psyrun/store-npz`, `psyrun-store-parquet`, `@lab/psyrun-store-parquet`. */
const PLUGIN_NAME = /^(?:@psyrun\/.+|psyrun-.+|@[^/]+\/psyrun-.+)$/;

/**
 * The folders of the packages that could be plug-ins, by name: of those that the package.json
 * nearest to `folder` declares as dependencies, the ones with a fitting name that are installed.
 *
 * Throws `PSYRUN_FILE_FORMAT` if that package.json is damaged.
 */
export function pluginPackages(folder: string): Map<string, string> {
  const manifestFile = fileAbove('package.json', folder);
  if (manifestFile === undefined) return new Map();
  const manifest = readProject(manifestFile);
  const declared = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
    .flatMap((field) => Object.keys(manifest?.[field] ?? {}))
    .filter((name) => PLUGIN_NAME.test(name));
  const found = new Map<string, string>();
  for (const name of declared) {
    const at = installedAt(name, dirname(manifestFile));
    if (at !== undefined) found.set(name, at);
  }
  return found;
}

/** A package.json as somebody wrote it: it may hold anything, `null` too. */
function readProject(file: string): Readonly<Record<string, object>> | null {
  try {
    return readPackage(file) as Record<string, object> | null;
  } catch (cause) {
    throw new PsyrunError('PSYRUN_FILE_FORMAT', `${file} is no JSON: ${String(cause)}.`, {
      hint: 'Mend it: it says which packages of the project provide stores and schedulers.',
      fields: { file },
      cause,
    });
  }
}

/** The folder of an installed package, as seen from `folder`; undefined if it is not installed. */
export function installedAt(name: string, folder: string): string | undefined {
  return process.versions['pnp'] === undefined
    ? inNodeModules(name, folder)
    : inYarnsTable(name, folder);
}

function inNodeModules(name: string, folder: string): string | undefined {
  const candidate = join(folder, 'node_modules', name);
  if (existsSync(join(candidate, 'package.json'))) return candidate;
  const parent = dirname(folder);
  return parent === folder ? undefined : inNodeModules(name, parent);
}

/** The function that Yarn's Plug'n'Play adds to `node:module` where it replaces `node_modules` by a table. */
interface PlugAndPlay {
  findPnpApi(path: string): { resolveToUnqualified(name: string, from: string): string } | null;
}

function inYarnsTable(name: string, folder: string): string | undefined {
  const from = `${folder}/`;
  const yarn = nodeModule as unknown as PlugAndPlay;
  try {
    return yarn.findPnpApi(from)?.resolveToUnqualified(name, from);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
