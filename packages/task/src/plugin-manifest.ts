import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CONTRACT_VERSION, PsyrunError } from '@psyrun/core';

/** The kinds of plug-ins, as a manifest spells them. */
export type PluginKind = 'stores' | 'schedulers' | 'backends';

/** One thing that an installed package provides. */
export interface Plugin {
  readonly kind: PluginKind;
  /** Suffix of a store, name of a scheduler or backend. */
  readonly key: string;
  readonly package: string;
  readonly version: string;
  /** Folder of the package. */
  readonly folder: string;
  /** URL of the module, and the class that it exports. */
  readonly module: string;
  readonly export: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly psyrun?: { readonly contract?: unknown } & Partial<
    Record<PluginKind, Readonly<Record<string, unknown>>>
  >;
}

/**
 * What the package in `folder` says that it provides, without importing anything of it; nothing
 * for a package that is no plug-in.
 *
 * Throws `PSYRUN_PLUGIN_CONTRACT` for another version of the contract and
 * `PSYRUN_PLUGIN_INVALID` for a manifest that cannot be understood.
 */
export function pluginsOf(folder: string): Plugin[] {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  if (manifest.psyrun === undefined) return [];
  if (manifest.psyrun.contract !== CONTRACT_VERSION) throw otherContract(manifest, folder);
  return (['stores', 'schedulers', 'backends'] as const).flatMap((kind) =>
    Object.entries(manifest.psyrun![kind] ?? {}).map(([key, address]) => ({
      kind,
      key,
      package: manifest.name,
      version: manifest.version,
      folder,
      ...parseAddress(manifest, folder, key, address),
    })),
  );
}

/** `./dist/index.js#ParquetStore` → URL of the module and name of the export. */
function parseAddress(manifest: Manifest, folder: string, key: string, address: unknown) {
  const [, path, name] = /^(\.\/[^#]+)#([\w$]+)$/.exec(String(address)) ?? [];
  if (path === undefined || name === undefined) {
    throw new PsyrunError(
      'PSYRUN_PLUGIN_INVALID',
      `The package ${manifest.name} (${folder}) gives ${JSON.stringify(address)} as the address of ${key}.`,
      {
        hint: 'Expected a file and an export, as in "./dist/index.js#ParquetStore".',
        fields: { package: manifest.name, folder, key, address },
      },
    );
  }
  const file = join(folder, sourceOf(manifest, path) ?? path);
  return { module: pathToFileURL(file).href, export: name };
}

/**
 * The source of an exported file, when this package itself runs from sources: in this
 * repository nothing has to be built before it can be tried.
 */
function sourceOf(manifest: Manifest, path: string): string | undefined {
  if (!import.meta.url.endsWith('.ts')) return undefined;
  for (const entry of Object.values(manifest.exports ?? {})) {
    const { default: built, '@psyrun/source': source } = entry as Record<string, string>;
    if (built === path) return source;
  }
  return undefined;
}

function otherContract(manifest: Manifest, folder: string): PsyrunError {
  const theirs = JSON.stringify(manifest.psyrun!.contract);
  return new PsyrunError(
    'PSYRUN_PLUGIN_CONTRACT',
    `The package ${manifest.name} ${manifest.version} (${dirname(join(folder, 'x'))}) is written for ` +
      `contract ${theirs} of psyrun; this psyrun has contract ${CONTRACT_VERSION}.`,
    {
      hint: `Install a version of ${manifest.name} for contract ${CONTRACT_VERSION}.`,
      fields: { package: manifest.name, folder, theirs, ours: CONTRACT_VERSION },
    },
  );
}
