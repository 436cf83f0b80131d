import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@psyrun/core';
import type { Expect, TestRunner } from '../test-runner.ts';
import type { StoreAddress } from './crash-writer.ts';
import { inLanes } from './in-lanes.ts';
import { killedWriter } from './killed-writer.ts';
import { batchesIn, numberedBatch } from './numbered-batches.ts';

/** Options of {@link describeCrashes}. */
export interface CrashOptions {
  /** The number of processes that are killed while they save, and while they append. */
  readonly kills: number;
  /** The maximum time, in milliseconds, for which a process writes before it is killed. */
  readonly longest: number;
}

/** The number of processes that write at the same time, each to a file of its own. */
const AT_ONCE = 2;

/**
 * Defines tests that kill processes with `SIGKILL` while they save and append. Then they check the
 * files: every batch that was reported as written is there, no batch is incomplete, the next append
 * works at once, and no other file is left.
 *
 * `address` is the address of the store class for another process. `tsx`, if it is installed, loads a
 * module that is TypeScript. The moments of the kills are
 * spread evenly from 0 to `longest`; at which step they interrupt a process is random.
 *
 * ```ts no-run
 * const address = { module: import.meta.resolve('../src/index.ts'), export: 'PickleStore' };
 * describeCrashes({ describe, test, expect }, () => new PickleStore(), address, {
 *   kills: 50,
 *   longest: 30,
 * });
 * ```
 */
export function describeCrashes(
  { describe, test, expect }: TestRunner,
  create: () => Store,
  address: StoreAddress,
  { kills, longest }: CrashOptions,
): void {
  describe('a process that is killed', () => {
    for (const method of ['save', 'append'] as const) {
      const trial = { store: create(), address, method, expect };
      test(
        `in the middle of "${method}" leaves old or new content, ${kills} times`,
        () => inLanes(AT_ONCE, kills, (kill) => checkKill(trial, (longest * kill) / kills)),
        600_000,
      );
    }
  });
}

interface CrashTrial {
  readonly store: Store;
  readonly address: StoreAddress;
  readonly method: 'save' | 'append';
  readonly expect: Expect;
}

async function checkKill(trial: CrashTrial, milliseconds: number): Promise<void> {
  const { store, address, method, expect } = trial;
  const folder = await mkdtemp(join(tmpdir(), 'psyrun-kill-'));
  const file = join(folder, `table${store.ext}`);
  await store.save(file, numberedBatch(0));
  const { last, code } = await killedWriter({ address, file, method, firstBatch: 1 }, milliseconds);
  expect(code).toEqual(undefined);
  const found = batchesIn(await store.load(file));
  const end = found[found.length - 1]!;
  expect(end >= last).toEqual(true);
  expect(found).toEqual(method === 'save' ? [end] : [...found.keys()]);
  await store.append(file, numberedBatch(end + 1));
  expect(batchesIn(await store.load(file))).toEqual([...found, end + 1]);
  // A process that is killed while it takes the lock leaves some bytes of it.
  const names = (await readdir(folder)).filter((name) => !name.includes('.lock.'));
  expect(names).toEqual([`table${store.ext}`]);
  await rm(folder, { recursive: true });
}
