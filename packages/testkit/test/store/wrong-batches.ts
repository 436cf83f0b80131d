import { concatTables } from '@psyrun/columns';
import type { Store, Table, TableReader } from '@psyrun/core';
import { mapColumns, RightStore } from './right-store.ts';

const IN_ORDER =
  'saving table after table: the file has the rows of all tables in order, and no other file is left';
const NUMBERS = 'saving table after table: tables that are known to have only numbers';
const FLOATS = 'saving table after table: integers are followed by other numbers';

/** Stores with one fault in saving table after table. */
export const WRONG_BATCHES: readonly (readonly [string, new () => Store, string[]])[] = [
  [
    'only the last of several tables',
    class extends RightStore {
      async saveFrom(file: string, tables: TableReader): Promise<void> {
        await this.save(file, (await allOf(tables)).at(-1)!);
      }
    },
    [IN_ORDER, FLOATS, NUMBERS],
  ],
  [
    'a file that grows with each table',
    class extends RightStore {
      async saveFrom(file: string, tables: TableReader): Promise<void> {
        await this.save(file, {});
        for await (const table of tables()) await this.append(file, table);
      }
    },
    [
      'saving table after table: a value in the last table that cannot be saved is refused, and the file does not change',
      'saving table after table: if the tables cannot be read to the end, the file does not change',
    ],
  ],
  [
    'the types of the first table for all',
    class extends RightStore {
      async saveFrom(file: string, tables: TableReader): Promise<void> {
        const [first, ...others] = await allOf(tables);
        const isWhole = Object.values(first!).every((column) =>
          Array.from(column).every(Number.isInteger),
        );
        const cut = (table: Table) => mapColumns(table, (column) => column.map(wholeOf));
        await this.save(file, concatTables([first!, ...(isWhole ? others.map(cut) : others)]));
      }
    },
    [FLOATS],
  ],
  [
    'known numbers as integers',
    class extends RightStore {
      async saveFrom(file: string, tables: TableReader): Promise<void> {
        const table = concatTables(await allOf(tables));
        const isKnown = tables.numbers !== undefined;
        await this.save(file, isKnown ? mapColumns(table, (column) => column.map(wholeOf)) : table);
      }
    },
    [NUMBERS],
  ],
];

async function allOf(tables: TableReader): Promise<Table[]> {
  const all: Table[] = [];
  for await (const table of tables()) all.push(table);
  return all;
}

/** A number without its fraction; any other value as it is. */
function wholeOf(value: unknown): unknown {
  return typeof value === 'number' ? Math.trunc(value) : value;
}
