import type { PluginAddress } from '@psyrun/core';

/** Returns the store or scheduler at an address. Jobs find plug-ins so, without a search. */
export async function pluginAt<T>({ module, export: name, options }: PluginAddress): Promise<T> {
  const exports = (await import(module)) as Record<string, (options: unknown) => Promise<T>>;
  return exports[name]!(options);
}
