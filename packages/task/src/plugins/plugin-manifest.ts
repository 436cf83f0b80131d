import { join } from 'node:path';
import { nearest, PsyrunError } from '@psyrun/core';
import { checkContract } from './check-contract.ts';
import { isObject } from './is-object.ts';
import { emptyManifest, invalid, meaning, noTable } from './manifest-errors.ts';
import { pluginAddress } from './plugin-address.ts';
import { PLUGIN_KINDS, type Plugin, type PluginKind, type PluginManifest } from './plugin.ts';
import { readPackage } from './read-package.ts';

/**
 * Reads the package.json in `folder`. Throws `PSYRUN_PLUGIN_INVALID` if it cannot be read.
 */
export function readManifest(folder: string): PluginManifest {
  const file = join(folder, 'package.json');
  try {
    const manifest: unknown = readPackage(file);
    if (!isObject(manifest)) throw new TypeError('it is not an object');
    return manifest as unknown as PluginManifest;
  } catch (cause) {
    throw new PsyrunError('PSYRUN_PLUGIN_INVALID', `${file} cannot be read: ${String(cause)}.`, {
      hint: 'Install the package again.',
      fields: { folder },
      cause,
    });
  }
}

/**
 * Returns the kinds and keys of the plug-ins of a package, as far as the manifest is valid. It also
 * works for a broken package without valid addresses.
 */
export function claimsOf({ psyrun }: PluginManifest): { kind: PluginKind; key: string }[] {
  return PLUGIN_KINDS.flatMap((kind) =>
    Object.keys(section(psyrun, kind)).map((key) => ({ kind, key })),
  );
}

/** An entry of a manifest that cannot be used, and why. */
export interface BrokenEntry {
  /** A `PsyrunError`. */
  readonly error: unknown;
  /** The kind and key of the entry, if it has some. */
  readonly claims: readonly Pick<Plugin, 'kind' | 'key'>[];
}

/** The content of the manifest of a plug-in package. */
export interface Provided {
  readonly plugins: Plugin[];
  readonly broken: BrokenEntry[];
}

/**
 * Returns the plug-ins of a package without importing it, and its entries that cannot be used. Returns
 * nothing if the package is not a plug-in.
 *
 * Throws `PSYRUN_PLUGIN_CONTRACT` for another version of the contract and `PSYRUN_PLUGIN_INVALID` for a
 * manifest without entries.
 */
export function pluginsOf(manifest: PluginManifest, folder: string): Provided {
  const provided: Provided = { plugins: [], broken: [] };
  if (manifest.psyrun === undefined) return provided;
  checkContract(manifest, folder);
  const claims = claimsOf(manifest);
  if (claims.length === 0) throw emptyManifest(manifest, folder);
  for (const error of strangeSections(manifest, folder))
    provided.broken.push({ error, claims: [] });
  for (const { kind, key } of claims) {
    try {
      provided.plugins.push(entryOf(manifest, folder, kind, key));
    } catch (error) {
      provided.broken.push({ error, claims: [{ kind, key }] });
    }
  }
  return provided;
}

function entryOf(manifest: PluginManifest, folder: string, kind: PluginKind, key: string): Plugin {
  const { name, version, psyrun } = manifest;
  if (kind in SUFFIXED) checkSuffix(manifest, folder, kind as keyof typeof SUFFIXED, key);
  const address = pluginAddress(manifest, folder, key, section(psyrun, kind)[key]);
  return { kind, key, package: name, version, folder, ...address };
}

/** Returns an error for each member of the manifest that is no table of plug-ins. */
function strangeSections(manifest: PluginManifest, folder: string): PsyrunError[] {
  const content = manifest.psyrun as Record<string, unknown>;
  const isKind = (word: string) => PLUGIN_KINDS.some((kind) => kind === word);
  return Object.keys(content)
    .filter((word) => word !== 'contract' && !(isKind(word) && isObject(content[word])))
    .map((word) =>
      isKind(word)
        ? noTable(manifest, folder, word)
        : invalid(manifest, folder, `holds ${word} in its "psyrun"`, meaning(word)),
    );
}

function section(psyrun: unknown, kind: string): Readonly<Record<string, unknown>> {
  return isObject(psyrun) && isObject(psyrun[kind]) ? psyrun[kind] : {};
}

/** The kinds of plug-ins that are found by a suffix: the word for it, and an example. */
const SUFFIXED = {
  stores: ['a store', '.parquet'],
  evaluators: ['task files', '.jl'],
  exporters: ['exports', '.xlsx'],
} as const;

/** Checks a suffix. The suffix of a file begins at its last dot and is looked up in lower case. */
function checkSuffix(
  manifest: PluginManifest,
  folder: string,
  kind: keyof typeof SUFFIXED,
  suffix: string,
): void {
  if (/^\.[^.]+$/.test(suffix) && suffix === suffix.toLowerCase()) return;
  const [what, example] = SUFFIXED[kind];
  const hint = `Expected a suffix in lower case with one dot, as in "${example}".`;
  throw invalid(manifest, folder, `names ${what} ${suffix}`, hint);
}

/**
 * Returns why a package with the name of a plug-in is none, as the end of a sentence: it has no manifest,
 * or has one under another name. Undefined if it has one.
 */
export function whyNoPlugin(manifest: PluginManifest): string | undefined {
  if (manifest.psyrun !== undefined) return undefined;
  const near = nearest('psyrun', Object.keys(manifest));
  const meant = near === undefined ? '' : `; it has "${near}"`;
  return `its package.json has no "psyrun"${meant}`;
}
