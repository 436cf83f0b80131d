import type { PluginAddress } from '@psyrun/core';

/** The store or scheduler at an address, as jobs find it: they search nothing. */
export async function makePlugin<T>({ module, export: name, options }: PluginAddress): Promise<T> {
  const exports = (await import(module)) as Record<string, (options: unknown) => Promise<T>>;
  return exports[name]!(options);
}
