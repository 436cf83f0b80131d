import type { PluginAddress } from '@psyrun/core';

/** Creates the store or scheduler of an address. Jobs use it instead of searching plug-ins. */
export async function pluginAt<T>({ module, export: name, options }: PluginAddress): Promise<T> {
  const exports = (await import(module)) as Record<string, (options: unknown) => Promise<T>>;
  return exports[name]!(options);
}
