import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Table } from '@psyrun/core';
import { findPlugins } from '@psyrun/task';
import { Project } from '../fixtures/project.ts';
import { PSYRUN } from '../fixtures/psy-here.ts';

const plugins = findPlugins(import.meta.dirname, fileURLToPath(new URL('.', PSYRUN)));
let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

/** Converts a vector of any type to a list. Returns other values unchanged. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.from(('data' in value ? value.data : value) as number[]);
}

/** Resolves to the rows of a file after appending each of the tables. */
async function appended(suffix: string, ...tables: Table[]): Promise<Record<string, unknown[]>> {
  const store = await plugins.store(suffix);
  const file = project.path(`result${suffix}`);
  for (const table of tables) await store.append(file, table);
  const loaded = await store.load(file);
  return Object.fromEntries(
    Object.entries(loaded).map(([key, column]) => [key, Array.from(column, plain)]),
  );
}

describe.each(['.pkl', '.npz', '.h5'])('defects of the original in stores: %s', (suffix) => {
  test('B04: a later row is not converted to the type of the first', async () => {
    const rows = await appended(suffix, { y: [1] }, { y: [0.5] }, { y: [2 ** 40] });
    expect(rows).toEqual({ y: [1, 0.5, 2 ** 40] });
  });

  test('B05: padded rows have NaN, not the smallest integer', async () => {
    const rows = await appended(suffix, { v: [[1, 2]] }, { v: [[1, 2, 3]] }, { w: [5] });
    const [first, second, third] = rows['v']!;
    // A store of n-d arrays pads to one shape. Other stores keep the lists.
    expect([
      [1, 2],
      [1, 2, NaN],
    ]).toContainEqual(first);
    expect(second).toEqual([1, 2, 3]);
    expect([null, NaN, [NaN, NaN, NaN]]).toContainEqual(third);
    expect(rows['w']!.map(Number)).toEqual([expect.anything(), expect.anything(), 5]);
    expect(rows['w']!.slice(0, 2).every((value) => Number.isNaN(value))).toBe(true);
  });

  test('B37: a file without rows can be read and extended', async () => {
    expect(await appended(suffix, { x: [] })).toEqual({ x: [] });
    expect(await appended(suffix, { x: [1] })).toEqual({ x: [1] });
  });

  test('B39: later values do not change the type of earlier values', async () => {
    const large = 2n ** 53n + 1n;
    const rows = await appended(
      suffix,
      { n: [1], big: [large], flag: [true], text: ['a'] },
      { n: [2.5], big: [1n], flag: [false], text: ['longer'] },
    );
    // A bigint that is a safe integer may be read as a number. Both are the same value.
    expect({ ...rows, big: rows['big']!.map((value) => BigInt(value as number)) }).toEqual({
      n: [1, 2.5],
      big: [large, 1n],
      flag: [true, false],
      text: ['a', 'longer'],
    });
  });

  test('B40: incompatible values lose no other row', async () => {
    const store = await plugins.store(suffix);
    const file = project.path(`result${suffix}`);
    await store.append(file, { v: [[1, 2]] });
    const refused = await store.append(file, { v: [[[1], [2]]] }).then(
      () => undefined,
      (error: { code: string }) => error.code,
    );
    const rows = Array.from((await store.load(file))['v']!, plain);
    expect(rows[0]).toEqual([1, 2]);
    expect([refused, rows.length]).toEqual(
      refused === undefined ? [undefined, 2] : ['PSYRUN_STORE_VALUE', 1],
    );
  });

  test('B41: a failed save does not change the file', async () => {
    const store = await plugins.store(suffix);
    const file = project.path(`result${suffix}`);
    await store.save(file, { y: [1] });
    const before = readFileSync(file);
    const column = { length: 1, at: () => Symbol('no store holds this') };
    const unstorable = {
      y: Object.assign(column, {
        *[Symbol.iterator]() {
          yield column.at();
        },
      }),
    };
    await expect(store.save(file, unstorable as unknown as Table)).rejects.toMatchObject({
      code: 'PSYRUN_STORE_VALUE',
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('B74: an array of one element is one value', async () => {
    const rows = await appended(suffix, { x: [1, 2], v: [[7], [8]] });
    expect(rows['v']).toEqual([[7], [8]]);
  });
});

test('B71: appending a row to a pickle writes only that row', async () => {
  const store = await plugins.store('.pkl');
  const file = project.path('result.pkl');
  const many = Float64Array.from({ length: 100_000 }, (_, i) => i / 7);
  await store.save(file, { y: many });
  const { ino, size } = statSync(file);
  await store.append(file, { y: [1] });
  const after = statSync(file);
  expect(after.ino).toBe(ino);
  expect(after.size - size).toBeLessThan(1000);
});
