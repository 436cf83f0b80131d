import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { saveTables } from '@psyrun/columns';
import type { Column, Table, TableReader } from '@psyrun/core';
import { codeOf } from './code-of.ts';
import { comparableTable } from './comparable.ts';
import type { StoreGroup } from './store-case.ts';

/** Columns of four rows whose first two rows could have another type than all of them. */
const NUMBERS: Readonly<Record<string, Column>> = {
  whole: [1, 2, 3, 4],
  late: [1, 2, 3, 4.5],
  missing: [1, 2, 3, NaN],
  large: [1, 2, 3, 2 ** 53 - 1],
};

/** Rows that come as several tables, because they are too many for one. */
export const TABLES: StoreGroup = {
  name: 'rows in several tables',
  cases: [
    {
      name: 'are loaded as those of one table, however they are divided',
      async run({ store, file, expect }) {
        const { values } = store.capabilities;
        const table: Table = {
          ...NUMBERS,
          ...(values.includes('string') && { s: ['a', 'much longer', 'ü', 'b'] }),
          ...(values.includes('boolean') && { b: [true, false, true, true] }),
          ...(values.includes('ndarray') && { v: [[1, 2], [3], [0.5, 2, 3], [4]] }),
        };
        await store.save(file, table);
        const expected = comparableTable(await store.load(file));
        for (const size of [1, 2, 3]) {
          await saveTables(store, file, pieces(table, size));
          expect(comparableTable(await store.load(file))).toEqual(expected);
          expect(await readdir(dirname(file))).toEqual([basename(file)]);
        }
      },
    },
    {
      name: 'are loaded in order, from many tables',
      async run({ store, file, expect }) {
        const table = { n: Array.from({ length: 3000 }, (_, row) => row - 7) };
        await saveTables(store, file, pieces(table, 10));
        expect(comparableTable(await store.load(file))).toEqual(comparableTable(table));
        await store.append(file, { n: [0.5] });
        expect(comparableTable(await store.load(file))).toEqual([['n', [...table.n, 0.5]]]);
      },
    },
    {
      name: 'are loaded as they are if it is known that they hold numbers only',
      async run({ store, file, expect }) {
        const dtypes = new Map([
          ['n', 'int64' as const],
          ['x', 'float64' as const],
        ]);
        const table = { n: [1, 2, 3], x: [1, 2, 3] };
        const numbers = { rows: 3, dtypes };
        await saveTables(store, file, Object.assign(pieces(table, 2), { numbers }));
        expect(comparableTable(await store.load(file))).toEqual(comparableTable(table));
      },
    },
    {
      name: 'are refused as a whole if one cannot be stored, and the file does not change',
      async run({ store, file, expect }) {
        await store.save(file, { x: [1.5] });
        const table = { x: [1, 2, 3, () => 4] };
        expect(await codeOf(saveTables(store, file, pieces(table, 1)))).toEqual(
          'PSYRUN_STORE_VALUE',
        );
        expect(comparableTable(await store.load(file))).toEqual([['x', [1.5]]]);
        expect(await readdir(dirname(file))).toEqual([basename(file)]);
      },
    },
  ],
};

/** Returns a reader of the rows of a table, at most `size` at a time. */
function pieces(table: Table, size: number): TableReader {
  const columns = Object.entries(table).map(([key, column]) => [key, Array.from(column)] as const);
  const count = columns[0]![1].length;
  return async function* () {
    for (let row = 0; row < count; row += size) {
      yield Object.fromEntries(columns.map(([key, rows]) => [key, rows.slice(row, row + size)]));
    }
  };
}
