import type { Store } from '@psyrun/core';
import { loadSettings } from './load-settings.ts';

/** A store of an installed package, made again in another process. */
export async function installedStore(address: { module: string; export: string }): Promise<Store> {
  const module = (await import(address.module)) as Record<string, new () => Store>;
  return new module[address.export]!();
}

/** The store that a task file or its `psy-conf` gives as an object. */
export async function storeOfTask({ file }: { file: string }): Promise<Store> {
  return (await loadSettings(file)).store as Store;
}
