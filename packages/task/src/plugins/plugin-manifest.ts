import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CONTRACT_VERSION, nearest, PsyrunError } from '@psyrun/core';
import { readPackage } from './read-package.ts';

/** The kinds of plug-ins, as in a manifest. */
export type PluginKind = 'stores' | 'schedulers' | 'backends';

/** The kinds of plug-ins, in the order of listings. */
export const PLUGIN_KINDS: readonly PluginKind[] = ['stores', 'schedulers', 'backends'];

/** One plug-in of an installed package. */
export interface Plugin {
  readonly kind: PluginKind;
  /** Suffix of a store, name of a scheduler or backend. */
  readonly key: string;
  /** Name of the package that provides it. */
  readonly package: string;
  /** Version of that package. */
  readonly version: string;
  /** Absolute path of its folder. */
  readonly folder: string;
  /** URL of the module. */
  readonly module: string;
  /** Name of the class that the module exports. */
  readonly export: string;
}

/** A package.json. Only `name` and `version` are known to be valid. */
interface PluginManifest {
  readonly name: string;
  readonly version: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly psyrun?: unknown;
}

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

/**
 * Returns the plug-ins of a package without importing it. Returns an empty list if the package is not
 * a plug-in.
 *
 * Throws `PSYRUN_PLUGIN_CONTRACT` for another version of the contract and `PSYRUN_PLUGIN_INVALID` for
 * an invalid manifest.
 */
export function pluginsOf(manifest: PluginManifest, folder: string): Plugin[] {
  if (manifest.psyrun === undefined) return [];
  checkContract(manifest, folder);
  const claims = claimsOf(manifest);
  if (claims.length === 0) throw emptyManifest(manifest, folder);
  checkSuffixes(manifest, folder);
  return claims.map(({ kind, key }) => ({
    kind,
    key,
    package: manifest.name,
    version: manifest.version,
    folder,
    ...parseAddress(manifest, folder, key, section(manifest.psyrun, kind)[key]),
  }));
}

function section(psyrun: unknown, kind: string): Readonly<Record<string, unknown>> {
  return isObject(psyrun) && isObject(psyrun[kind]) ? psyrun[kind] : {};
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Converts `./dist/index.js#ParquetStore` to the URL of the module and the name of the export. */
function parseAddress(manifest: PluginManifest, folder: string, key: string, address: unknown) {
  const [, path, name] = /^(\.\/[^#]+)#([\w$]+)$/.exec(String(address)) ?? [];
  if (path === undefined || name === undefined) {
    throw invalid(
      manifest,
      folder,
      `gives ${JSON.stringify(address)} as the address of ${key}`,
      'Expected a file and an export, as in "./dist/index.js#ParquetStore".',
    );
  }
  const file = join(folder, sourceOf(manifest, path) ?? path);
  return { module: pathToFileURL(file).href, export: name };
}

/**
 * Returns the source of an exported file if this package runs from sources, so that nothing has to be
 * built in this repository. Returns undefined otherwise.
 */
function sourceOf(manifest: PluginManifest, path: string): string | undefined {
  if (!import.meta.url.endsWith('.ts')) return undefined;
  const { exports } = manifest;
  for (const entry of isObject(exports) ? Object.values(exports) : []) {
    if (!isObject(entry)) continue;
    const { default: built, '@psyrun/source': source } = entry as Record<string, string>;
    if (built === path) return source;
  }
  return undefined;
}

function checkContract(manifest: PluginManifest, folder: string): void {
  const theirs = isObject(manifest.psyrun) ? manifest.psyrun['contract'] : undefined;
  if (theirs === CONTRACT_VERSION) return;
  if (typeof theirs !== 'number') {
    throw invalid(
      manifest,
      folder,
      'does not say for which version of the contract it is written',
      `Expected "psyrun": { "contract": ${CONTRACT_VERSION}, … } in its package.json.`,
    );
  }
  throw new PsyrunError(
    'PSYRUN_PLUGIN_CONTRACT',
    `The package ${manifest.name} ${manifest.version} (${folder}) is written for contract ` +
      `${theirs} of psyrun; this psyrun has contract ${CONTRACT_VERSION}.`,
    {
      hint:
        theirs < CONTRACT_VERSION
          ? `Install a version of ${manifest.name} for contract ${CONTRACT_VERSION}.`
          : `Install a newer psyrun, or a version of ${manifest.name} for contract ${CONTRACT_VERSION}.`,
      fields: { package: manifest.name, folder, theirs, ours: CONTRACT_VERSION },
    },
  );
}

/** Checks suffixes. The suffix of a file begins at its last dot and is looked up in lower case. */
function checkSuffixes(manifest: PluginManifest, folder: string): void {
  const suffixes = Object.keys(section(manifest.psyrun, 'stores'));
  const bad = suffixes.find(
    (suffix) => !/^\.[^.]+$/.test(suffix) || suffix !== suffix.toLowerCase(),
  );
  if (bad === undefined) return;
  const hint = 'Expected a suffix in lower case with one dot, as in ".parquet".';
  throw invalid(manifest, folder, `names a store ${bad}`, hint);
}

function emptyManifest(manifest: PluginManifest, folder: string): PsyrunError {
  const content = manifest.psyrun as Record<string, unknown>;
  const given = Object.keys(content).filter((key) => key !== 'contract');
  const kind = PLUGIN_KINDS.find((name) => given.includes(name));
  if (kind !== undefined) {
    const what = `gives ${JSON.stringify(content[kind])} as its ${kind}`;
    const hint = 'Expected a table, as in { ".parquet": "./dist/index.js#ParquetStore" }.';
    return invalid(manifest, folder, what, hint);
  }
  const [word] = given;
  const near = word === undefined ? undefined : nearest(word, PLUGIN_KINDS);
  return invalid(
    manifest,
    folder,
    `provides nothing: its "psyrun" holds ${given.join(', ') || 'only the contract'}`,
    near === undefined ? `Expected one of ${PLUGIN_KINDS.join(', ')}.` : `Did it mean ${near}?`,
  );
}

function invalid(
  manifest: PluginManifest,
  folder: string,
  what: string,
  hint: string,
): PsyrunError {
  const { name, version } = manifest;
  return new PsyrunError(
    'PSYRUN_PLUGIN_INVALID',
    `The package ${name} ${version} (${folder}) ${what}.`,
    {
      hint,
      fields: { package: name, folder },
    },
  );
}
