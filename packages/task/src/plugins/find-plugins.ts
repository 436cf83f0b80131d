import { installedAt, pluginPackages } from './installed-packages.ts';
import { oneFile } from './one-file.ts';
import {
  claimsOf,
  pluginsOf,
  readManifest,
  whyNoPlugin,
  type Provided,
} from './plugin-manifest.ts';
import type { Plugin } from './plugin.ts';
import { PluginRegistry, type BrokenPlugin, type OtherPackage } from './plugin-registry.ts';

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
  const others: OtherPackage[] = [];
  const seen = new Set<string>();
  const searched = placesToSearch(project, host);
  for (const folder of searched) {
    const included = folder === host ? oneFile()?.plugins : undefined;
    const taken = new Set([...plugins, ...broken.flatMap(({ claims }) => claims)].map(nameOf));
    plugins.push(...(included ?? []).filter((plugin) => !taken.has(nameOf(plugin))));
    for (const [name, at] of included ? [] : pluginPackages(folder)) {
      if (seen.has(at)) continue;
      seen.add(at);
      const found = readPlugins(name, at);
      plugins.push(...found.plugins.filter((plugin) => !taken.has(nameOf(plugin))));
      for (const entry of found.broken) broken.push({ package: name, folder: at, ...entry });
      if (found.why !== undefined) others.push({ package: name, folder: at, why: found.why });
    }
  }
  return new PluginRegistry(plugins, broken, searched, others);
}

function placesToSearch(project: string, host: string): string[] {
  if (process.env['PSYRUN_NO_DISCOVERY'] === '1') return [host];
  // Both psyrun and @psyrun/cli have a psy. npm may link that of @psyrun/cli.
  const umbrella = installedAt(UMBRELLA, project);
  return umbrella === undefined ? [project, host] : [project, umbrella, host];
}

function readPlugins(name: string, folder: string): Provided & { readonly why?: string } {
  let claims: BrokenPlugin['claims'] = [];
  try {
    const manifest = readManifest(folder);
    claims = claimsOf(manifest);
    // The libraries of psyrun have such names, too.
    const why = name.startsWith('@psyrun/') ? undefined : whyNoPlugin(manifest);
    return { ...pluginsOf(manifest, folder), ...(why !== undefined && { why }) };
  } catch (error) {
    return { plugins: [], broken: [{ error, claims }] };
  }
}

function nameOf({ kind, key }: Pick<Plugin, 'kind' | 'key'>): string {
  return `${kind} ${key}`;
}
