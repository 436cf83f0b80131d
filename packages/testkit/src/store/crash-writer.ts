/**
 * A process of its own: saves or appends numbered batches with a store, says so after each, and
 * goes on until it is killed or an error stops it.
 */
import type { StoreClass } from '@psyrun/core';
import { numberedBatch } from './numbered-batches.ts';

/** Where a process finds the class of a store. */
export interface StoreAddress {
  /** URL of the module, and the name under which it exports the class. */
  readonly module: string;
  readonly export: string;
}

/** What the process is sent. */
export interface CrashOrder {
  readonly address: StoreAddress;
  readonly file: string;
  readonly method: 'save' | 'append';
  readonly firstBatch: number;
}

/** What the process answers: that it begins, the batch that is written, the code of its error. */
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
