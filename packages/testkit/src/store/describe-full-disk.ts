import { execFile } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Store } from '@psyrun/core';
import type { Expect, TestRunner } from '../test-runner.ts';
import { codeOf } from './code-of.ts';
import { batchesIn, numberedBatch } from './numbered-batches.ts';

const run = promisify(execFile);

/** Bytes of the disk, and those that are left free, step by step. */
const DISK = 1 << 20;
const STEPS = 40;

/**
 * Defines tests that write to a small disk with less and less room: the error has to be
 * `PSYRUN_STORE_WRITE`, the file has to hold what it held before, and has to be usable once there
 * is room again.
 *
 * The disk is a file system in memory. To mount it takes the rights of root on Linux; for other
 * users no test is defined.
 *
 * ```ts no-run
 * describeFullDisk({ describe, test, expect }, () => new PickleStore());
 * ```
 */
export function describeFullDisk(
  { describe, test, expect }: TestRunner,
  create: () => Store,
): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
  describe('a disk that is full', () => {
    for (const method of ['save', 'append'] as const) {
      test(
        `in the middle of "${method}" is an error, and the file stays`,
        () => onSmallDisk((folder) => writeWithLessRoom(create(), folder, method, expect)),
        120_000,
      );
    }
  });
}

async function writeWithLessRoom(
  store: Store,
  folder: string,
  method: 'save' | 'append',
  expect: Expect,
): Promise<void> {
  const file = join(folder, `table${store.ext}`);
  const filler = join(folder, 'filler');
  const codes = new Set<string>();
  for (let step = STEPS; step >= 0; step--) {
    await store.save(file, numberedBatch(1));
    await leaveFree(folder, filler, Math.floor((DISK / 4) * (step / STEPS)));
    const code = await codeOf(store[method](file, numberedBatch(2)));
    codes.add(code);
    const added = method === 'save' ? [2] : [1, 2];
    expect(batchesIn(await store.load(file))).toEqual(code === 'none' ? added : [1]);
    await rm(filler);
  }
  expect([...codes].sort()).toEqual(['PSYRUN_STORE_WRITE', 'none']);
}

/** Fills the disk but for `bytes`. */
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
