import { pluginPackages } from './installed-packages.ts';
import { claimsOf, pluginsOf, readManifest, type Plugin } from './plugin-manifest.ts';
import { PluginRegistry, type BrokenPlugin } from './plugin-registry.ts';

/**
 * Reads what the packages around `project` and around `host` provide. What the project declares
 * beats what the host (the installed psy) brings along: also if it is broken, for a result must
 * not silently be written by another plug-in than the one that was chosen.
 *
 * With the environment variable `PSYRUN_NO_DISCOVERY=1` only the host is asked.
 */
export function findPlugins(project: string, host: string): PluginRegistry {
  const searched = process.env['PSYRUN_NO_DISCOVERY'] === '1' ? [host] : [project, host];
  const plugins: Plugin[] = [];
  const broken: BrokenPlugin[] = [];
  const seen = new Set<string>();
  for (const folder of searched) {
    const taken = new Set([...plugins, ...broken.flatMap(({ claims }) => claims)].map(nameOf));
    for (const [name, at] of pluginPackages(folder)) {
      if (seen.has(at)) continue;
      seen.add(at);
      const { provided, ...rest } = readPlugins(name, at);
      plugins.push(...provided.filter((plugin) => !taken.has(nameOf(plugin))));
      if (rest.broken !== undefined) broken.push(rest.broken);
    }
  }
  return new PluginRegistry(plugins, broken, searched);
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
