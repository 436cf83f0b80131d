import type { Scheduler, Store } from '@psyrun/core';
import { loadSettings } from '../settings/load-settings.ts';

/** A store or a scheduler of an installed package, made again in another process. */
export async function installedPlugin(address: {
  module: string;
  export: string;
}): Promise<unknown> {
  const module = (await import(address.module)) as Record<string, new () => unknown>;
  return new module[address.export]!();
}

/** The store that a task file or its `psy-conf` gives as an object. */
export async function storeOfTask({ file }: { file: string }): Promise<Store> {
  return (await loadSettings(file)).store as Store;
}

/** The scheduler that a task file or its `psy-conf` gives as an object. */
export async function schedulerOfTask({ file }: { file: string }): Promise<Scheduler> {
  return (await loadSettings(file)).scheduler as Scheduler;
}
