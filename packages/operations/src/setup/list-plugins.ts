import type { PluginsResult } from '../schemas/plugins.ts';
import { pluginsOf, type ProjectPlace } from '../project/place.ts';

type Conflict = PluginsResult['conflicts'][number];

/** Returns what the tasks of a project can name, which packages are broken, and which are no plug-ins. Imports none. */
export async function listPlugins(place: ProjectPlace): Promise<PluginsResult> {
  const registry = pluginsOf(place);
  return {
    plugins: registry.plugins.map((plugin) => ({ ...plugin })),
    conflicts: registry
      .conflicts()
      .map(({ message, fields }) => ({ ...(fields as Omit<Conflict, 'error'>), error: message })),
    broken: registry.broken.map(({ package: name, folder, claims, error }) => ({
      package: name,
      folder,
      claims: claims.map(({ kind, key }) => ({ kind, key })),
      error: error instanceof Error ? error.message : String(error),
    })),
    others: registry.others.map((other) => ({ ...other })),
    searched: [...registry.searched],
  };
}
