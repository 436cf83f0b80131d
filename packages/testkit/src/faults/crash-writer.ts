/**
 * Runs as a process of its own: saves or appends numbered batches with a store and reports each of
 * them, until it is killed or an error stops it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Store, StoreClass } from '@psyrun/core';
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
  await saveElsewhere(store, basename(file));
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

/**
 * Saves a file once in a folder of its own. A store may import modules with its first file: without
 * this, most kills would interrupt that import and not the writing.
 */
async function saveElsewhere(store: Store, name: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'psyrun-crash-'));
  await store.save(join(folder, name), numberedBatch(0));
  await rm(folder, { recursive: true });
}

function report(message: CrashReport): void {
  process.send!(message);
}
