import { concatTables, rowCount } from '@psyrun/columns';
import type { Store, Table } from '@psyrun/core';
import { codeOf } from './code-of.ts';
import { comparableTable } from './comparable.ts';
import type { StoreGroup } from './store-case.ts';

const COUNT = 2500;
const TABLE = {
  x: Array.from({ length: COUNT }, (_, row) => row / 2),
  n: Array.from({ length: COUNT }, (_, row) => row),
};

/** Rows as a stream. */
export const SCANNING: StoreGroup = {
  name: 'scanning',
  cases: [
    {
      name: 'yields all rows in order',
      async run({ store, file, expect }) {
        await store.save(file, TABLE);
        expect(comparableTable(concatTables(await scan(store, file)))).toEqual(
          comparableTable(TABLE),
        );
      },
    },
    {
      name: 'yields no more rows at a time than requested',
      async run({ store, file, expect }) {
        await store.save(file, TABLE);
        for (const batch of [1, 7, 1000, 5000]) {
          const tables = await scan(store, file, batch);
          expect(tables.every((table) => rowCount(table) <= batch)).toEqual(true);
          expect(comparableTable(concatTables(tables))).toEqual(comparableTable(TABLE));
        }
      },
    },
    {
      name: 'yields all columns in every table, as load does',
      async run({ store, file, expect }) {
        await store.save(file, { x: [1, 2, 3] });
        await store.append(file, { y: [0.5] });
        const tables = await scan(store, file, 1);
        expect(tables.map((table) => Object.keys(table))).toEqual(tables.map(() => ['x', 'y']));
        const loaded = comparableTable(await store.load(file));
        expect(comparableTable(concatTables(tables))).toEqual(loaded);
      },
    },
    {
      name: 'can be stopped before its end',
      async run({ store, file, expect }) {
        await store.save(file, TABLE);
        for await (const table of store.scan(file, { batch: 10 })) {
          expect(comparableTable(table)).toEqual([
            ['x', TABLE.x.slice(0, 10)],
            ['n', TABLE.n.slice(0, 10)],
          ]);
          break;
        }
      },
    },
    {
      name: 'yields no rows of a file without rows',
      async run({ store, file, expect }) {
        await store.save(file, { x: [] });
        expect((await scan(store, file)).reduce((sum, table) => sum + rowCount(table), 0)).toEqual(
          0,
        );
      },
    },
    {
      name: 'refuses batches that are not an integer number of rows',
      async run({ store, file, expect }) {
        await store.save(file, TABLE);
        for (const batch of [0, -1, 1.5, NaN]) {
          expect(await codeOf(scan(store, file, batch))).toEqual('PSYRUN_ARGUMENT');
        }
      },
    },
  ],
};

async function scan(store: Store, file: string, batch?: number): Promise<Table[]> {
  const tables: Table[] = [];
  for await (const table of store.scan(file, batch === undefined ? {} : { batch })) {
    tables.push(table);
  }
  return tables;
}
