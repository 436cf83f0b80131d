import type { Scheduler, Store } from '@psyrun/core';
import { loadSettings } from '../settings/load-settings.ts';

/** Creates a store or scheduler of an installed package, in another process than psy. */
export async function installedPlugin(address: {
  module: string;
  export: string;
}): Promise<unknown> {
  const module = (await import(address.module)) as Record<string, new () => unknown>;
  return new module[address.export]!();
}

/** Returns the store object of a task file or its `psy-conf`. */
export async function storeOfTask({ file }: { file: string }): Promise<Store> {
  return (await loadSettings(file)).store as Store;
}

/** Returns the scheduler object of a task file or its `psy-conf`. */
export async function schedulerOfTask({ file }: { file: string }): Promise<Scheduler> {
  return (await loadSettings(file)).scheduler as Scheduler;
}
