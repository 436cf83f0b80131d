import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isPsyrunError, type Store, type Table } from '@psyrun/core';
import type { TestRunner } from '../test-runner.ts';
import { comparableTable } from './comparable.ts';
import { damaged, seededRandom } from './damage.ts';

/** Options of {@link describeDamage}. */
export interface DamageOptions {
  /** What the file holds before it is damaged. */
  readonly table: Table;
  /** How many damaged files are loaded. */
  readonly files: number;
  /**
   * The share of files that may load to other values: 0 if the format has a checksum of
   * everything, 1 if it has none.
   */
  readonly mayDiffer: number;
}

const CODED = 'an error with a code';
const SEED = 20_261_121;
/** No file is large, so neither may be what loading one takes. */
const MOST_MILLISECONDS = 5_000;

/**
 * Defines a test that loads damaged files: each has to be an error with a code, in time, or load as
 * it was. Nothing may be added to the prototype of objects.
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
      const { wrong, different } = await tally(create(), table, files);
      expect(wrong.slice(0, 3)).toEqual([]);
      expect(different.slice(Math.floor(mayDiffer * files)).slice(0, 3)).toEqual([]);
      expect(Object.keys(Object.prototype)).toEqual([]);
    }, 600_000);
  });
}

/** The files that were neither refused nor loaded as they had been. */
async function tally(store: Store, table: Table, files: number) {
  const folder = await mkdtemp(join(tmpdir(), 'psyrun-damage-'));
  const file = join(folder, `table${store.ext}`);
  const random = seededRandom(SEED);
  const wrong: string[] = [];
  const different: string[] = [];
  try {
    await store.save(file, table);
    const [bytes, right] = [await readFile(file), await outcome(store, file)];
    for (let number = 0; number < files; number++) {
      await writeFile(file, damaged(bytes, random));
      const start = performance.now();
      const found = await outcome(store, file);
      if (performance.now() - start > MOST_MILLISECONDS) wrong.push(`file ${number}: late`);
      else if (found.startsWith('error:')) wrong.push(`file ${number}: ${found}`);
      else if (found !== CODED && found !== right) different.push(`file ${number}: ${found}`);
    }
    return { wrong, different };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What loading the file comes to: an error, or the content as text. */
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
