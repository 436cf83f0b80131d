/** The kinds of plug-ins, as in a manifest. */
export type PluginKind = 'stores' | 'schedulers' | 'backends' | 'evaluators' | 'exporters';

/** The kinds of plug-ins, in the order of listings. */
export const PLUGIN_KINDS: readonly PluginKind[] = [
  'stores',
  'schedulers',
  'backends',
  'evaluators',
  'exporters',
];

/** One plug-in of an installed package. */
export interface Plugin {
  readonly kind: PluginKind;
  /** Suffix of a store, of task files or of an export, name of a scheduler or backend. */
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
export interface PluginManifest {
  readonly name: string;
  readonly version: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly psyrun?: unknown;
}
