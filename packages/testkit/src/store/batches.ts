import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { saveTables } from '@psyrun/columns';
import type { Table, TableReader, TablesOfNumbers } from '@psyrun/core';
import { codeOf } from './code-of.ts';
import { comparableTable } from './comparable.ts';
import type { StoreGroup } from './store-case.ts';

/** Rows in several tables, as results of large runs are. A store without `saveFrom` gets them as one. */
export const BATCHES: StoreGroup = {
  name: 'saving table after table',
  cases: [
    {
      name: 'the file has the rows of all tables in order, and no other file is left',
      async run({ store, file, expect }) {
        await store.save(file, { old: [1] });
        const tables = [0, 1, 2].map((part) => ({
          x: Array.from({ length: 900 + part }, (_, row) => part + row / 1024 + 1 / 2048),
          n: Array.from({ length: 900 + part }, (_, row) => -row),
        }));
        await saveTables(store, file, readerOf(tables));
        expect(comparableTable(await store.load(file))).toEqual([
          ['x', tables.flatMap(({ x }) => x)],
          ['n', tables.flatMap(({ n }) => n).map((n) => n + 0)],
        ]);
        expect(await readdir(dirname(file))).toEqual([basename(file)]);
      },
    },
    {
      name: 'integers are followed by other numbers',
      async run({ store, file, expect }) {
        await saveTables(store, file, readerOf([{ x: [1, 2] }, { x: [3.5] }, { x: [NaN, 5] }]));
        expect(comparableTable(await store.load(file))).toEqual([['x', [1, 2, 3.5, NaN, 5]]]);
      },
    },
    {
      name: 'tables that are known to have only numbers',
      async run({ store, file, expect }) {
        const tables = [
          { x: [0.5, 2], n: [1, 2] },
          { x: [-1.25], n: [2 ** 53 - 1] },
        ];
        const dtypes = new Map([['x', 'float64'] as const, ['n', 'int64'] as const]);
        await saveTables(store, file, readerOf(tables, { rows: 3, dtypes }));
        expect(comparableTable(await store.load(file))).toEqual([
          ['x', [0.5, 2, -1.25]],
          ['n', [1, 2, 2 ** 53 - 1]],
        ]);
      },
    },
    {
      name: 'a value in the last table that cannot be saved is refused, and the file does not change',
      async run({ store, file, expect }) {
        await store.save(file, { x: [1.5] });
        const tables = [{ x: [1, 2] }, { x: [3, () => 1] }];
        expect(await codeOf(saveTables(store, file, readerOf(tables)))).toEqual(
          'PSYRUN_STORE_VALUE',
        );
        expect(comparableTable(await store.load(file))).toEqual([['x', [1.5]]]);
        expect(await readdir(dirname(file))).toEqual([basename(file)]);
      },
    },
    {
      name: 'if the tables cannot be read to the end, the file does not change',
      async run({ store, file, expect }) {
        await store.save(file, { x: [1.5] });
        const reader = async function* (): AsyncGenerator<Table> {
          yield* readerOf([{ x: [1] }, { x: [2] }])();
          throw new Error('the disk is gone');
        };
        const message = await saveTables(store, file, reader).catch(String);
        expect(message).toEqual('Error: the disk is gone');
        expect(comparableTable(await store.load(file))).toEqual([['x', [1.5]]]);
        expect(await readdir(dirname(file))).toEqual([basename(file)]);
      },
    },
  ],
};

function readerOf(tables: readonly Table[], numbers?: TablesOfNumbers): TableReader {
  const read = async function* (): AsyncGenerator<Table> {
    for (const table of tables) yield await Promise.resolve(table);
  };
  return numbers === undefined ? read : Object.assign(read, { numbers });
}
