/**
 * Runs as a process of its own: saves or appends numbered batches with a store and reports each of
 * them, until it is killed or an error stops it.
 */
import type { StoreClass } from '@psyrun/core';
import { numberedBatch } from './numbered-batches.ts';

/** The address of the class of a store. */
export interface StoreAddress {
  /** URL of the module, and the name under which it exports the class. */
  readonly module: string;
  readonly export: string;
}

/** The message to the process. */
export interface CrashOrder {
  readonly address: StoreAddress;
  readonly file: string;
  readonly method: 'save' | 'append';
  readonly firstBatch: number;
}

/** The answers of the process: that it begins, the batch that is written, the code of its error. */
export type CrashReport =
  { readonly ready: true } | { readonly done: number } | { readonly code: string };

process.once('message', (order: CrashOrder) => void write(order));

async function write({ address, file, method, firstBatch }: CrashOrder): Promise<void> {
  const module = (await import(address.module)) as Record<string, StoreClass>;
  const store = new module[address.export]!();
  report({ ready: true });
  try {
    for (let number = firstBatch; ; number++) {
      await store[method](file, numberedBatch(number));
      report({ done: number });
    }
  } catch (error) {
    report({ code: (error as { code?: string }).code ?? String(error) });
    process.disconnect();
  }
}

function report(message: CrashReport): void {
  process.send!(message);
}
