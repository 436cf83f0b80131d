import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { rowCount } from '@psyrun/columns';
import { isPsyrunError, PsyrunError, type ScanOptions, type Store, type Table } from '@psyrun/core';
import { mapColumns, RightStore } from './right-store.ts';

type WrongStore = readonly [string, new () => Store, string[]];

/** Its class needs an argument. */
class NeedsFolder extends RightStore {
  constructor(folder: string) {
    super();
    if (!folder.startsWith('/')) throw new Error('no folder');
  }
}

/** Stores that do something wrong with whole tables. */
export const WRONG_TABLE_STORES: readonly WrongStore[] = [
  [
    'a constructor with an argument',
    class extends RightStore {
      constructor() {
        super();
        Object.defineProperty(this, 'constructor', { value: NeedsFolder });
      }
    },
    ['the contract: the class can be constructed without arguments'],
  ],
  [
    'typed arrays as columns that get lost',
    class extends RightStore {
      protected override encode(table: Table): Buffer {
        return super.encode(
          Object.fromEntries(Object.entries(table).filter(([, column]) => Array.isArray(column))),
        );
      }
    },
    [
      'saving and loading: accepts typed arrays as columns',
      'values: n-d columns are loaded unchanged',
    ],
  ],
  [
    'an additional column',
    class extends RightStore {
      protected override encode(table: Table): Buffer {
        return super.encode(Object.keys(table).length === 0 ? { index: [] } : table);
      }
    },
    [
      'saving and loading: a table without columns is loaded without columns',
      'appending: rows after a table without columns',
      'inspecting: tells that a table has no rows, or no columns',
    ],
  ],
  [
    'a save that first reads the old content',
    class extends RightStore {
      override async save(file: string, table: Table): Promise<void> {
        if (existsSync(file)) await this.read(file);
        await super.save(file, table);
      }
    },
    ['saving and loading: any file is replaced, whatever its content'],
  ],
  [
    'columns of unequal length cut to the shortest',
    class extends RightStore {
      override async save(file: string, table: Table): Promise<void> {
        const rows = Math.min(...Object.values(table).map(({ length }) => length));
        await super.save(
          file,
          mapColumns(table, (column) => column.slice(0, rows)),
        );
      }
    },
    ['saving and loading: columns of unequal length are refused, and the file does not change'],
  ],
  [
    'folders that it creates',
    class extends RightStore {
      override async save(file: string, table: Table): Promise<void> {
        await mkdir(dirname(file), { recursive: true });
        await super.save(file, table);
      }
    },
    ['saving and loading: a missing folder is an error with a code'],
  ],
  [
    'an append that does not create the file',
    class extends RightStore {
      override async append(file: string, table: Table): Promise<void> {
        if (existsSync(file)) await super.append(file, table);
      }
    },
    [
      'appending: creates the file',
      'appending: adds rows after the existing ones',
      'appending: a fraction after integers stays a fraction',
      'appending: an integer after fractions',
      'appending: numbers beyond 32 bits after small ones',
      'appending: longer strings after short ones',
      'appending: booleans',
      'appending: vectors',
      'appending: a key that the new rows lack is NaN in a column of numbers',
      'appending: a key that the old rows lack is NaN in a column of numbers',
      'appending: a key that some rows lack is null in other columns',
      'appending: a table without rows changes nothing',
      'appending: rows after a table without rows',
      'appending: rows after a table without columns',
      'appending: many rows one by one',
      'appending: more rows than are written at a time',
    ],
  ],
  [
    'an append that replaces',
    class extends RightStore {
      protected override join(_: Table, added: Table): Table {
        return added;
      }
    },
    [
      'appending: adds rows after the existing ones',
      'appending: a fraction after integers stays a fraction',
      'appending: an integer after fractions',
      'appending: numbers beyond 32 bits after small ones',
      'appending: longer strings after short ones',
      'appending: booleans',
      'appending: vectors',
      'appending: a key that the new rows lack is NaN in a column of numbers',
      'appending: a key that the old rows lack is NaN in a column of numbers',
      'appending: a key that some rows lack is null in other columns',
      'appending: a table without rows changes nothing',
      'appending: many rows one by one',
      'appending: more rows than are written at a time',
      'single rows: of a file that was appended to, with keys that the row lacks',
      'scanning: yields all columns in every table, as load does',
      'chosen columns: of a file that was appended to have all rows',
      'inspecting: tells the size, the rows and the columns in their order',
      'writers at the same time: appends are done or refused as busy, and the file holds those that were done',
      'writers at the same time: readers see the rows before or after an append',
    ],
  ],
  [
    'an empty table at the end of a scan',
    class extends RightStore {
      override async *scan(file: string, options?: ScanOptions): AsyncIterable<Table> {
        yield* super.scan(file, options);
        const table = await this.read(file);
        if (rowCount(table) === 0) yield { x: [NaN] };
      }
    },
    ['scanning: yields no rows of a file without rows'],
  ],
  [
    'batches of any size',
    class extends RightStore {
      override async *scan(file: string, { batch = 1000 }: ScanOptions = {}): AsyncIterable<Table> {
        yield* super.scan(file, { batch: Math.max(1, Math.round(batch) || 1) });
      }
    },
    [
      'scanning: refuses batches that are not an integer number of rows',
      'chosen columns: are scanned alone, in the order in which they are chosen',
      'chosen columns: of a file that was appended to have all rows',
      'chosen columns: that the file lacks are an error with a code',
    ],
  ],
  [
    'a busy file that counts as one that cannot be written',
    class extends RightStore {
      override async save(file: string, table: Table): Promise<void> {
        await super.save(file, table).catch((error: unknown) => {
          if (!isPsyrunError(error, 'PSYRUN_STORE_BUSY')) throw error;
          throw new PsyrunError('PSYRUN_STORE_WRITE', error.message);
        });
      }
    },
    [
      'writers at the same time: saves are done or refused as busy, and the file is one of those that were done',
    ],
  ],
];
