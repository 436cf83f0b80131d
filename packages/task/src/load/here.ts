import { moduleBeside, type PluginAddress } from '@psyrun/core';

/** Returns the address of a function of this package. */
export function here(module: string, name: string, options: unknown): PluginAddress {
  return { module: moduleBeside(import.meta.url, module), export: name, options };
}
