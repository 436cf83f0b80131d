import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { readPackage } from './read-package.ts';
import { fileAbove } from '../modules/file-above.ts';

/** `@psyrun/store-npz`, `psyrun-store-parquet`, `@lab/psyrun-store-parquet`. */
const PLUGIN_NAME = /^(?:@psyrun\/.+|psyrun-.+|@[^/]+\/psyrun-.+)$/;

/**
 * Returns the folders of the packages that may be plug-ins, by name. They are installed dependencies in
 * the package.json nearest to `folder`, and their names match the pattern of plug-ins.
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

/** Reads the package.json of a project. It may contain any JSON, also `null`. */
function readProject(file: string): Readonly<Record<string, object>> | null {
  try {
    return readPackage(file) as Record<string, object> | null;
  } catch (cause) {
    throw new PsyrunError('PSYRUN_FILE_FORMAT', `${file} is not valid JSON: ${String(cause)}.`, {
      hint: 'Correct it: its dependencies say which packages provide stores and schedulers.',
      fields: { file },
      cause,
    });
  }
}

/** Returns the folder of a package as seen from `folder`, or undefined if it is not installed. */
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

/** The function that Yarn's Plug'n'Play adds to `node:module`. It has no `node_modules`. */
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
