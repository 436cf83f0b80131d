import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CONTRACT_VERSION, nearest, PsyrunError } from '@psyrun/core';
import { readPackage } from './read-package.ts';

/** The kinds of plug-ins, as in a manifest. */
export type PluginKind = 'stores' | 'schedulers' | 'backends' | 'evaluators';

/** The kinds of plug-ins, in the order of listings. */
export const PLUGIN_KINDS: readonly PluginKind[] = [
  'stores',
  'schedulers',
  'backends',
  'evaluators',
];

/** One plug-in of an installed package. */
export interface Plugin {
  readonly kind: PluginKind;
  /** Suffix of a store or of task files, name of a scheduler or backend. */
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
  if (kind === 'stores' || kind === 'evaluators') checkSuffix(manifest, folder, kind, key);
  const address = parseAddress(manifest, folder, key, section(psyrun, kind)[key]);
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

/** Checks a suffix. The suffix of a file begins at its last dot and is looked up in lower case. */
function checkSuffix(
  manifest: PluginManifest,
  folder: string,
  kind: 'stores' | 'evaluators',
  suffix: string,
): void {
  if (/^\.[^.]+$/.test(suffix) && suffix === suffix.toLowerCase()) return;
  const [what, example] = { stores: ['a store', '.parquet'], evaluators: ['task files', '.jl'] }[
    kind
  ];
  const hint = `Expected a suffix in lower case with one dot, as in "${example}".`;
  throw invalid(manifest, folder, `names ${what} ${suffix}`, hint);
}

function emptyManifest(manifest: PluginManifest, folder: string): PsyrunError {
  const given = Object.keys(manifest.psyrun as object).filter((key) => key !== 'contract');
  const kind = PLUGIN_KINDS.find((name) => given.includes(name));
  if (kind !== undefined) return noTable(manifest, folder, kind);
  const what = `provides nothing: its "psyrun" holds ${given.join(', ') || 'only the contract'}`;
  return invalid(manifest, folder, what, meaning(given[0]));
}

function noTable(manifest: PluginManifest, folder: string, kind: string): PsyrunError {
  const given = JSON.stringify((manifest.psyrun as Record<string, unknown>)[kind]);
  const hint = 'Expected a table, as in { ".parquet": "./dist/index.js#ParquetStore" }.';
  return invalid(manifest, folder, `gives ${given} as its ${kind}`, hint);
}

/** Returns what a member of the manifest should have been. */
function meaning(word: string | undefined): string {
  const near = word === undefined ? undefined : nearest(word, PLUGIN_KINDS);
  return near === undefined
    ? `Expected one of ${PLUGIN_KINDS.join(', ')}.`
    : `Did it mean ${near}?`;
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
