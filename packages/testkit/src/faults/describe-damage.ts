import { constants, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isPsyrunError, type Store, type Table } from '@psyrun/core';
import type { TestRunner } from '../test-runner.ts';
import { comparableTable } from '../store/comparable.ts';
import { damaged, seededRandom } from './damage.ts';
import { inLanes } from './in-lanes.ts';

/** Options of {@link describeDamage}. */
export interface DamageOptions {
  /** The content of the file before it is damaged. */
  readonly table: Table;
  /** The number of damaged files that are loaded. */
  readonly files: number;
  /**
   * The maximum share of files that may load with other values: 0 if the format has a checksum of
   * everything, 1 if it has none.
   */
  readonly mayDiffer: number;
}

/** The number of files that are loaded at the same time, so that none waits for the disk. */
const AT_ONCE = 4;
const CODED = 'an error with a code';
const SEED = 20_261_121;
/** No file is large, so loading one must take little time and memory. */
const MOST_MILLISECONDS = 5_000;
const MOST_MEGABYTES = 256;

/**
 * Defines a test that loads damaged files. Each must either cause an error with a code, within 5
 * seconds, or load unchanged. The prototype of objects must not change, and the memory of the
 * process must not grow by more than 256 MB.
 *
 * The damages are the same in each run; a failure names the number of the file.
 *
 * ```ts no-run
 * describeDamage({ describe, test, expect }, () => new NpzStore(), {
 *   table: { x: [0.5, NaN], label: ['a', 'ü'] },
 *   files: 2000,
 *   mayDiffer: 0,
 * });
 * ```
 */
export function describeDamage(
  { describe, test, expect }: TestRunner,
  create: () => Store,
  { table, files, mayDiffer }: DamageOptions,
): void {
  describe('damaged files', () => {
    test('are errors with a code, or load as they were', async () => {
      const before = process.resourceUsage().maxRSS;
      const { wrong, different } = await tally(create(), table, files);
      const megabytes = (process.resourceUsage().maxRSS - before) / 1024;
      expect(wrong.slice(0, 3)).toEqual([]);
      expect(different.slice(Math.floor(mayDiffer * files)).slice(0, 3)).toEqual([]);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(Math.max(megabytes, MOST_MEGABYTES)).toEqual(MOST_MEGABYTES);
    }, 600_000);
  });
}

/** Returns the files that were neither refused nor loaded unchanged. */
async function tally(store: Store, table: Table, files: number) {
  const folder = await mkdtemp(join(tmpdir(), 'psyrun-damage-'));
  const file = join(folder, `table${store.ext}`);
  const random = seededRandom(SEED);
  const wrong: string[] = [];
  const different: string[] = [];
  try {
    await store.save(file, table);
    const [bytes, right] = [await readFile(file), await outcome(store, file)];
    await inLanes(AT_ONCE, files, async (number, lane) => {
      const copy = join(folder, `${lane}${store.ext}`);
      await overwrite(copy, damaged(bytes, random));
      const start = performance.now();
      const found = await outcome(store, copy);
      if (performance.now() - start > MOST_MILLISECONDS) wrong.push(`file ${number}: late`);
      else if (found.startsWith('error:')) wrong.push(`file ${number}: ${found}`);
      else if (found !== CODED && found !== right) different.push(`file ${number}: ${found}`);
    });
    return { wrong, different };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Writes in place: some file systems wait for the disk when a file is emptied and written again.
 */
async function overwrite(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT);
  try {
    await handle.write(bytes, 0, bytes.length, 0);
    await handle.truncate(bytes.length);
  } finally {
    await handle.close();
  }
}

/** Returns the outcome of loading the file: an error, or the content as text. */
async function outcome(store: Store, file: string): Promise<string> {
  try {
    const content = comparableTable(await store.load(file));
    return JSON.stringify(content, (_, value: unknown) =>
      typeof value === 'number' || typeof value === 'bigint' ? String(value) : value,
    );
  } catch (error) {
    return isPsyrunError(error) ? CODED : `error: ${String(error)}`;
  }
}
