import {
  nearest,
  PsyrunError,
  type BackendClass,
  type Exporter,
  type Scheduler,
  type Store,
  type TaskLanguage,
} from '@psyrun/core';
import { importPlugin, makePlugin } from './import-plugin.ts';
import { OFFICIAL_PLUGINS } from './official-plugins.ts';
import { otherSuffixHint } from './other-suffixes.ts';
import type { BrokenEntry } from './plugin-manifest.ts';
import type { Plugin, PluginKind } from './plugin.ts';

const SINGULAR: Record<PluginKind, string> = {
  stores: 'store',
  schedulers: 'scheduler',
  backends: 'backend',
  evaluators: 'language of task files',
  exporters: 'format of exports',
};

/** A package, or an entry of its manifest, that looks like a plug-in but cannot be used, and why. */
export interface BrokenPlugin extends BrokenEntry {
  /** Name of the package, as the project declares it. */
  readonly package: string;
  /** Absolute path of its folder. */
  readonly folder: string;
}

/** A package that has the name of a plug-in and no manifest of one. */
export interface OtherPackage {
  /** Name of the package, as the project declares it. */
  readonly package: string;
  /** Absolute path of its folder. */
  readonly folder: string;
  /** Why it is no plug-in, as the end of a sentence. */
  readonly why: string;
}

/**
 * The plug-ins of the installed packages. A plug-in is imported when it is needed, so a broken plug-in
 * only affects tasks that use it.
 */
export class PluginRegistry {
  /** All plug-ins. Two plug-ins with the same suffix or name are a conflict. */
  readonly plugins: readonly Plugin[];
  /** Packages and entries that cannot be used. */
  readonly broken: readonly BrokenPlugin[];
  /** The folders whose package.json was read. */
  readonly searched: readonly string[];
  /** Packages that have names of plug-ins and are none. */
  readonly others: readonly OtherPackage[];

  constructor(
    plugins: readonly Plugin[],
    broken: readonly BrokenPlugin[],
    searched: readonly string[],
    others: readonly OtherPackage[] = [],
  ) {
    this.plugins = plugins;
    this.broken = broken;
    this.searched = searched;
    this.others = others;
  }

  /**
   * Returns the plug-in for a suffix or name.
   *
   * Throws `PSYRUN_PLUGIN_CONFLICT` if two packages provide it, `PSYRUN_PLUGIN_NOT_FOUND` if none
   * does, and the error of the package if the only one that provides it is broken.
   */
  find(kind: PluginKind, key: string): Plugin {
    const found = this.#called(kind, key);
    if (found.length > 1) throw conflict(kind, key, found);
    if (found[0] !== undefined) return found[0];
    const broken = this.broken.find(({ claims }) => claims.some(isCalled(kind, key)));
    throw broken === undefined ? this.#notFound(kind, key) : broken.error;
  }

  /** Returns one error for each suffix or name that several packages provide. */
  conflicts(): PsyrunError[] {
    const errors = this.plugins.map(({ kind, key }, index) => {
      const found = this.#called(kind, key);
      return found.length > 1 && found[0] === this.plugins[index]
        ? [conflict(kind, key, found)]
        : [];
    });
    return errors.flat();
  }

  /** Creates the store for a suffix. Throws as {@link find} does, and `PSYRUN_PLUGIN_INVALID`. */
  async store(suffix: string): Promise<Store> {
    const methods = ['save', 'append', 'load', 'scan'] as const;
    return makePlugin<Store>(this.find('stores', suffix), methods, 'ext');
  }

  /** Creates the scheduler with a name. Throws as {@link find} does, and `PSYRUN_PLUGIN_INVALID`. */
  async scheduler(name: string): Promise<Scheduler> {
    const methods = ['submit', 'submitArray', 'kill', 'getStatus', 'getJobs'] as const;
    return makePlugin<Scheduler>(this.find('schedulers', name), methods, 'name');
  }

  /** Imports the backend class with a name. Throws as {@link find} does, and `PSYRUN_PLUGIN_INVALID`. */
  async backend(name: string): Promise<BackendClass> {
    const methods = ['createJob', 'getMissing', 'getQueued', 'getFailed'];
    return importPlugin<BackendClass>(this.find('backends', name), methods);
  }

  /**
   * Creates the reader of task files with a suffix. Throws as {@link find} does, and
   * `PSYRUN_PLUGIN_INVALID`.
   */
  async language(suffix: string): Promise<TaskLanguage> {
    return makePlugin<TaskLanguage>(this.find('evaluators', suffix), ['describe'], 'suffix');
  }

  /** Creates the exporter for a suffix. Throws as {@link find} does, and `PSYRUN_PLUGIN_INVALID`. */
  async exporter(suffix: string): Promise<Exporter> {
    return makePlugin<Exporter>(this.find('exporters', suffix), ['write'], 'suffix');
  }

  /** The suffixes of task files that an installed or an official package reads, except JavaScript. */
  get languageSuffixes(): readonly string[] {
    const installed = this.plugins.filter(({ kind }) => kind === 'evaluators');
    return [
      ...new Set([...Object.keys(OFFICIAL_PLUGINS.evaluators), ...installed.map(({ key }) => key)]),
    ];
  }

  #called(kind: PluginKind, key: string): Plugin[] {
    return this.plugins.filter(isCalled(kind, key));
  }

  #notFound(kind: PluginKind, key: string): PsyrunError {
    const ofKind = this.plugins.filter((plugin) => plugin.kind === kind);
    const known = [...new Set(ofKind.map((plugin) => plugin.key))];
    const what = hasNoSuffix(kind, key)
      ? 'The name has no suffix, which says what store it is for.'
      : `No installed package provides the ${SINGULAR[kind]} ${key}.`;
    return new PsyrunError(
      'PSYRUN_PLUGIN_NOT_FOUND',
      `${what} ` + `Known: ${known.join(', ') || 'none'}. Searched: ${this.searched.join(', ')}.`,
      { hint: advice(kind, key, known), fields: { kind, key, known, searched: this.searched } },
    );
  }
}

function isCalled(kind: PluginKind, key: string) {
  return (plugin: Pick<Plugin, 'kind' | 'key'>): boolean =>
    plugin.kind === kind && plugin.key === key;
}

function conflict(kind: PluginKind, key: string, found: readonly Plugin[]): PsyrunError {
  const packages = found.map((plugin) => `${plugin.package} (${plugin.folder})`);
  return new PsyrunError(
    'PSYRUN_PLUGIN_CONFLICT',
    `The ${SINGULAR[kind]} ${key} is provided by ${packages.join(' and by ')}.`,
    {
      hint: 'Remove one of them, or give the one to use as an object in the task file or in psy-conf.',
      fields: { kind, key, packages: found.map((plugin) => plugin.package) },
    },
  );
}

/** True for the suffix of a name without one. */
function hasNoSuffix(kind: PluginKind, key: string): boolean {
  return kind === 'stores' && (key === '' || key === '.');
}

function advice(kind: PluginKind, key: string, known: readonly string[]): string {
  if (hasNoSuffix(kind, key))
    return `End the name with one of the known ones: result${known[0] ?? '.pkl'}`;
  const official = OFFICIAL_PLUGINS[kind][key];
  if (official !== undefined) return `Install it: npm install ${official}`;
  const other = kind === 'stores' ? otherSuffixHint(key) : undefined;
  if (other !== undefined) return other;
  const near = nearest(key, known);
  if (near !== undefined) return `Did you mean ${near}?`;
  return 'Install a package that provides it, or give it as an object in the task file or in psy-conf.';
}
