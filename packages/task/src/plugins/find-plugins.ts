import { installedAt, pluginPackages } from './installed-packages.ts';
import { claimsOf, pluginsOf, readManifest, type Plugin } from './plugin-manifest.ts';
import { PluginRegistry, type BrokenPlugin } from './plugin-registry.ts';

/** The package that includes the usual plug-ins. */
const UMBRELLA = 'psyrun';

/**
 * Finds the plug-ins of `project` and `host` (the package of the running `psy`) from their manifests.
 *
 * Dependencies of the project have priority over those of its `psyrun`, and those over dependencies of
 * the host. This also holds for a broken plug-in: psyrun must not silently write a result with another
 * plug-in than the chosen one.
 *
 * With the environment variable `PSYRUN_NO_DISCOVERY=1`, only the host is searched.
 */
export function findPlugins(project: string, host: string): PluginRegistry {
  const plugins: Plugin[] = [];
  const broken: BrokenPlugin[] = [];
  const seen = new Set<string>();
  const searched = placesToSearch(project, host);
  for (const folder of searched) {
    const taken = new Set([...plugins, ...broken.flatMap(({ claims }) => claims)].map(nameOf));
    for (const [name, at] of pluginPackages(folder)) {
      if (seen.has(at)) continue;
      seen.add(at);
      const found = readPlugins(name, at);
      plugins.push(...found.provided.filter((plugin) => !taken.has(nameOf(plugin))));
      if (found.broken !== undefined) broken.push(found.broken);
    }
  }
  return new PluginRegistry(plugins, broken, searched);
}

function placesToSearch(project: string, host: string): string[] {
  if (process.env['PSYRUN_NO_DISCOVERY'] === '1') return [host];
  // Both psyrun and @psyrun/cli have a psy. npm may link that of @psyrun/cli.
  const umbrella = installedAt(UMBRELLA, project);
  return umbrella === undefined ? [project, host] : [project, umbrella, host];
}

function readPlugins(name: string, folder: string): { provided: Plugin[]; broken?: BrokenPlugin } {
  let claims: BrokenPlugin['claims'] = [];
  try {
    const manifest = readManifest(folder);
    claims = claimsOf(manifest);
    return { provided: pluginsOf(manifest, folder) };
  } catch (error) {
    return { provided: [], broken: { package: name, folder, error, claims } };
  }
}

function nameOf({ kind, key }: Pick<Plugin, 'kind' | 'key'>): string {
  return `${kind} ${key}`;
}
