import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Store } from '@psyrun/core';
import type { Expect, TestRunner } from '../test-runner.ts';
import { codeOf } from '../store/code-of.ts';
import { seededRandom } from './damage.ts';
import { batchesIn, numberedBatch } from './numbered-batches.ts';

const run = promisify(execFile);

/** Options of {@link describeFullDisk}. */
export interface FullDiskOptions {
  /** The seed of the random numbers. A failure shows it, so that the test can be repeated. */
  readonly seed?: number;
}

/** The size of the disk in bytes. */
const DISK = 1 << 20;
/** The number of times that the disk is filled up to a random point. */
const POINTS = 40;

/**
 * Defines tests that write to a small disk, which becomes full at random points. The error must be
 * `PSYRUN_STORE_WRITE`, the file must keep its content, and it must be usable once there is space
 * again.
 *
 * The points differ in each run; a failure shows the seed that repeats them. The disk is a file
 * system in memory. Mounting it requires root on Linux; for other users no test is defined.
 *
 * ```ts no-run
 * describeFullDisk({ describe, test, expect }, () => new PickleStore());
 * ```
 */
export function describeFullDisk(
  { describe, test, expect }: TestRunner,
  create: () => Store,
  { seed = randomInt(2 ** 31) }: FullDiskOptions = {},
): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
  describe('a disk that is full', () => {
    for (const method of ['save', 'append'] as const) {
      test(
        `in the middle of "${method}" is an error, and the file does not change`,
        () =>
          onSmallDisk((folder) => fillAtRandom({ store: create(), method, expect, seed }, folder)),
        120_000,
      );
    }
  });
}

interface FullDiskTrial {
  readonly store: Store;
  readonly method: 'save' | 'append';
  readonly expect: Expect;
  readonly seed: number;
}

async function fillAtRandom(trial: FullDiskTrial, folder: string): Promise<void> {
  const { store, expect, seed } = trial;
  const file = join(folder, `table${store.ext}`);
  await store.save(file, numberedBatch(2));
  const needed = (await stat(file)).size;
  const random = seededRandom(seed);
  const points = Array.from({ length: POINTS }, () => random(Math.ceil(1.25 * needed)));
  const codes = new Set<string>();
  // The first amount is certainly too small and the last one certainly enough.
  for (const free of [0, ...points, DISK / 4]) codes.add(await writeWithRoom(trial, file, free));
  expect({ seed, codes: [...codes].sort() }).toEqual({
    seed,
    codes: ['PSYRUN_STORE_WRITE', 'none'],
  });
}

/** Returns the outcome of writing when `free` bytes are left. */
async function writeWithRoom(trial: FullDiskTrial, file: string, free: number): Promise<string> {
  const { store, method, expect, seed } = trial;
  const filler = `${file}.filler`;
  await store.save(file, numberedBatch(1));
  await leaveFree(dirname(file), filler, free);
  const code = await codeOf(store[method](file, numberedBatch(2)));
  // An error is compared, too, so that the seed is shown with it.
  const batches = await store.load(file).then(batchesIn).catch(String);
  const added = method === 'save' ? [2] : [1, 2];
  const expected = code === 'none' ? added : [1];
  expect({ seed, free, batches }).toEqual({ seed, free, batches: expected });
  await rm(filler);
  return code;
}

/** Fills the disk except for `bytes`. */
async function leaveFree(folder: string, filler: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  await writeFile(filler, new Uint8Array(Math.max(bavail * bsize - bytes, 0)));
}

async function onSmallDisk(action: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'psyrun-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', folder]);
  try {
    await action(folder);
  } finally {
    await run('umount', [folder]);
    await rm(folder, { recursive: true });
  }
}
