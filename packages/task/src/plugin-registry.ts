import { nearest, PsyrunError, type BackendClass, type Scheduler, type Store } from '@psyrun/core';
import { pluginPackages } from './installed-packages.ts';
import { pluginsOf, type Plugin, type PluginKind } from './plugin-manifest.ts';

const SINGULAR: Record<PluginKind, string> = {
  stores: 'store',
  schedulers: 'scheduler',
  backends: 'backend',
};

/** A package that looks like a plug-in but cannot be used, and why. */
export interface BrokenPlugin {
  readonly package: string;
  readonly folder: string;
  readonly error: unknown;
}

/**
 * What the installed packages provide. Making one reads manifests and imports nothing; a plug-in
 * is imported when it is asked for, so a broken one hurts only who needs it.
 */
export class PluginRegistry {
  readonly plugins: readonly Plugin[];
  readonly broken: readonly BrokenPlugin[];
  /** The folders whose package.json was read. */
  readonly searched: readonly string[];

  constructor(
    plugins: readonly Plugin[],
    broken: readonly BrokenPlugin[],
    searched: readonly string[],
  ) {
    this.plugins = plugins;
    this.broken = broken;
    this.searched = searched;
  }

  /** The plug-in for a suffix or name. Throws `PSYRUN_PLUGIN_NOT_FOUND` or `PSYRUN_PLUGIN_CONFLICT`. */
  find(kind: PluginKind, key: string): Plugin {
    const found = this.plugins.filter((plugin) => plugin.kind === kind && plugin.key === key);
    if (found.length > 1) throw this.#conflict(kind, key, found);
    if (found[0] === undefined) throw this.#notFound(kind, key);
    return found[0];
  }

  /** The store of a suffix, such as `.npz`. Throws `PSYRUN_PLUGIN_…`. */
  async store(suffix: string): Promise<Store> {
    return new (await loadClass<new () => Store>(this.find('stores', suffix), ['save', 'load']))();
  }

  /** The scheduler of a name. Throws `PSYRUN_PLUGIN_…`. */
  async scheduler(name: string): Promise<Scheduler> {
    const plugin = this.find('schedulers', name);
    return new (await loadClass<new () => Scheduler>(plugin, ['submit', 'getStatus']))();
  }

  /** The class of the backend of a name. Throws `PSYRUN_PLUGIN_…`. */
  async backend(name: string): Promise<BackendClass> {
    return loadClass<BackendClass>(this.find('backends', name), ['createJob', 'getMissing']);
  }

  #conflict(kind: PluginKind, key: string, found: readonly Plugin[]): PsyrunError {
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

  #notFound(kind: PluginKind, key: string): PsyrunError {
    const known = this.plugins.filter((plugin) => plugin.kind === kind).map((plugin) => plugin.key);
    const near = nearest(key, known);
    const official = OFFICIAL[kind][key];
    const hint =
      official !== undefined
        ? `Install it: npm install ${official}`
        : near !== undefined
          ? `Did you mean ${near}?`
          : `Install a package that provides it, or give it as an object in the task file or in psy-conf.`;
    return new PsyrunError(
      'PSYRUN_PLUGIN_NOT_FOUND',
      `No installed package provides the ${SINGULAR[kind]} ${key}. ` +
        `Known: ${known.join(', ') || 'none'}. Searched: ${this.searched.join(', ')}.`,
      { hint, fields: { kind, key, known, searched: this.searched } },
    );
  }
}

/** The packages of psyrun itself, for the hint when one of them is not installed. */
const OFFICIAL: Record<PluginKind, Readonly<Record<string, string>>> = {
  stores: {
    '.pkl': '@psyrun/store-pickle',
    '.npz': '@psyrun/store-npz',
    '.h5': '@psyrun/store-h5',
  },
  schedulers: {
    immediate: '@psyrun/scheduler-immediate',
    slurm: '@psyrun/scheduler-slurm',
    sqsub: '@psyrun/scheduler-sqsub',
  },
  backends: {
    distribute: '@psyrun/backend-distribute',
    'load-balancing': '@psyrun/backend-loadbalancing',
  },
};

/**
 * Reads what the packages around `project` and around `host` provide. What the project declares
 * beats what the host (the installed psy) brings along.
 */
export function findPlugins(project: string, host: string): PluginRegistry {
  const searched = process.env['PSYRUN_NO_DISCOVERY'] === '1' ? [host] : [project, host];
  const broken: BrokenPlugin[] = [];
  const plugins: Plugin[] = [];
  for (const folder of searched) {
    const before = new Set(plugins.map(({ kind, key }) => `${kind} ${key}`));
    for (const [name, at] of pluginPackages(folder)) {
      try {
        plugins.push(...pluginsOf(at).filter(({ kind, key }) => !before.has(`${kind} ${key}`)));
      } catch (error) {
        broken.push({ package: name, folder: at, error });
      }
    }
  }
  return new PluginRegistry(plugins, broken, searched);
}

async function loadClass<C extends abstract new (...args: never[]) => object>(
  plugin: Plugin,
  members: readonly string[],
): Promise<C> {
  const fields = { package: plugin.package, folder: plugin.folder, key: plugin.key };
  const where = `The plug-in ${plugin.package} ${plugin.version} (${plugin.folder})`;
  let module: Record<string, unknown>;
  try {
    module = (await import(plugin.module)) as Record<string, unknown>;
  } catch (cause) {
    throw new PsyrunError(
      'PSYRUN_PLUGIN_INVALID',
      `${where} could not be imported: ${String(cause)}`,
      {
        hint: 'Install it again, or report this to its authors.',
        fields,
        cause,
      },
    );
  }
  const found = module[plugin.export] as C | undefined;
  if (typeof found !== 'function') {
    throw new PsyrunError('PSYRUN_PLUGIN_INVALID', `${where} has no export ${plugin.export}.`, {
      fields,
    });
  }
  const missing = members.find((member) => !(member in (found.prototype as object)));
  if (missing !== undefined) {
    throw new PsyrunError(
      'PSYRUN_PLUGIN_INVALID',
      `${where}: ${plugin.export} has no method ${missing}.`,
      { hint: 'It does not keep the contract; report this to its authors.', fields },
    );
  }
  return found;
}
