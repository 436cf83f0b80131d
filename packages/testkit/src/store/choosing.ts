import { concatTables } from '@psyrun/columns';
import type { Store, Table } from '@psyrun/core';
import { codeOf } from './code-of.ts';
import { comparableTable } from './comparable.ts';
import type { StoreGroup } from './store-case.ts';

const COUNT = 1500;
const TABLE = {
  x: Array.from({ length: COUNT }, (_, row) => row / 2),
  n: Array.from({ length: COUNT }, (_, row) => row),
  y: Array.from({ length: COUNT }, (_, row) => -row / 4),
};

/** Some columns of a file. */
export const CHOOSING: StoreGroup = {
  name: 'chosen columns',
  cases: [
    {
      name: 'are loaded alone, in the order in which they are chosen',
      when: ({ columns }) => columns === true,
      async run({ store, file, expect }) {
        await store.save(file, TABLE);
        for (const columns of [['y', 'x'], ['n'], ['x', 'n', 'y'], ['x', 'x']]) {
          const expected = comparableTable(chosenOf(TABLE, columns));
          expect(comparableTable(await store.load(file, { columns }))).toEqual(expected);
        }
        expect(comparableTable(await store.load(file, {}))).toEqual(comparableTable(TABLE));
      },
    },
    {
      name: 'are scanned alone, in the order in which they are chosen',
      when: ({ columns }) => columns === true,
      async run({ store, file, expect }) {
        await store.save(file, TABLE);
        const columns = ['y', 'x'];
        const tables = await scan(store, file, columns);
        expect(tables.map((table) => Object.keys(table))).toEqual(tables.map(() => columns));
        const expected = comparableTable(chosenOf(TABLE, columns));
        expect(comparableTable(concatTables(tables))).toEqual(expected);
      },
    },
    {
      name: 'of a file that was appended to have all rows',
      when: ({ columns }) => columns === true,
      async run({ store, file, expect }) {
        await store.save(file, { x: [1, 2] });
        await store.append(file, { y: [0.5] });
        const expected = comparableTable({ y: [NaN, NaN, 0.5] });
        expect(comparableTable(await store.load(file, { columns: ['y'] }))).toEqual(expected);
        expect(comparableTable(concatTables(await scan(store, file, ['y'])))).toEqual(expected);
      },
    },
    {
      name: 'that the file lacks are an error with a code',
      when: ({ columns }) => columns === true,
      async run({ store, file, expect }) {
        await store.save(file, { x: [1], y: [2] });
        const columns = ['x', 'z'];
        const codes = [
          await codeOf(store.load(file, { columns })),
          await codeOf(scan(store, file, columns)),
        ];
        expect(codes).toEqual(['PSYRUN_COLUMN_NOT_FOUND', 'PSYRUN_COLUMN_NOT_FOUND']);
      },
    },
  ],
};

function chosenOf(table: Table, columns: readonly string[]): Table {
  return Object.fromEntries(columns.map((key) => [key, table[key]!]));
}

async function scan(store: Store, file: string, columns: readonly string[]): Promise<Table[]> {
  const tables: Table[] = [];
  for await (const table of store.scan(file, { columns, batch: 1000 })) tables.push(table);
  return tables;
}
