import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { concatTables } from '@psyrun/columns';
import type { Store, StoreCapabilities, Table } from '@psyrun/core';
import { codeOf } from './code-of.ts';
import { comparableTable } from './comparable.ts';
import type { StoreCase, StoreGroup } from './store-case.ts';

/** Rows added to a file. */
export const APPENDING: StoreGroup = {
  name: 'appending',
  cases: [
    joined('creates the file', [{ x: [1, 2], y: [0.5, 1] }]),
    joined('adds rows after the existing ones', [{ x: [1, 2] }, { x: [3] }, { x: [4, 5] }]),
    joined('a fraction after integers stays a fraction', [{ x: [1, 2] }, { x: [0.5] }]),
    joined('an integer after fractions', [{ x: [0.5] }, { x: [1] }, { x: [2, 3] }]),
    joined('numbers beyond 32 bits after small ones', [{ x: [1] }, { x: [2 ** 40] }]),
    joined('longer strings after short ones', [{ s: ['a'] }, { s: ['abc', ''] }], (values) =>
      values.includes('string'),
    ),
    joined('booleans', [{ t: [true] }, { t: [false] }], (values) => values.includes('boolean')),
    joined('vectors', [{ v: [[1, 2]] }, { v: [[0.5, 3]] }], (values) => values.includes('ndarray')),
    joined('a key that the new rows lack is NaN in a column of numbers', [
      { x: [1, 2], y: [3, 4] },
      { x: [5] },
      { x: [6], y: [7] },
    ]),
    joined('a key that the old rows lack is NaN in a column of numbers', [
      { x: [1, 2] },
      { x: [3], y: [0.5] },
    ]),
    joined(
      'a key that some rows lack is null in other columns',
      [{ s: ['a'] }, { x: [1] }, { s: ['b'], x: [2] }],
      (values) => values.includes('null') && values.includes('string'),
    ),
    {
      name: 'a missing string is refused, and the file does not change',
      when: ({ values }) => values.includes('string') && !values.includes('null'),
      async run({ store, file, expect }) {
        await store.save(file, { s: ['a'], x: [1] });
        expect(await codeOf(store.append(file, { x: [2] }))).toEqual('PSYRUN_STORE_VALUE');
        expect(comparableTable(await store.load(file))).toEqual([
          ['s', ['a']],
          ['x', [1]],
        ]);
      },
    },
    joined('a table without rows changes nothing', [{ x: [1] }, { x: [] }]),
    joined('rows after a table without rows', [
      { x: [], y: [] },
      { x: [1], y: [2] },
    ]),
    joined('rows after a table without columns', [{}, { x: [1] }]),
    joined(
      'many rows one by one',
      Array.from({ length: 20 }, (_, row) => ({ x: [row, -row] })),
    ),
    joined('more rows than are written at a time', [
      { x: Array.from({ length: 3000 }, (_, row) => row) },
      { x: Array.from({ length: 3000 }, (_, row) => row / 2), y: new Array<number>(3000).fill(1) },
    ]),
    {
      name: 'a refused value changes no column and leaves no other file',
      async run({ store, file, expect }) {
        await store.save(file, { x: [1], y: [2] });
        const table = { x: [3], y: [Symbol('no')] };
        expect(await codeOf(store.append(file, table))).toEqual('PSYRUN_STORE_VALUE');
        expect(await codeOf(store.append(file, { x: [3, 4], y: [5] }))).toEqual('PSYRUN_ARGUMENT');
        expect(comparableTable(await store.load(file))).toEqual([
          ['x', [1]],
          ['y', [2]],
        ]);
        expect(await readdir(dirname(file))).toEqual([basename(file)]);
      },
    },
  ],
};

/** Checks that the file holds what `concatTables` returns for the appended tables. */
function joined(
  name: string,
  tables: readonly Table[],
  when: (values: StoreCapabilities['values']) => boolean = () => true,
): StoreCase {
  return {
    name,
    when: ({ values }) => when(values),
    async run({ store, file, expect }) {
      await appendAll(store, file, tables);
      const expected = comparableTable(concatTables(tables));
      expect(comparableTable(await store.load(file))).toEqual(expected);
    },
  };
}

async function appendAll(store: Store, file: string, tables: readonly Table[]): Promise<void> {
  for (const table of tables) await store.append(file, table);
}
