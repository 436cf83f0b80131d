import { writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { concatTables, rowCount } from '@psyrun/columns';
import type { Row, ScanOptions, Store, Table } from '@psyrun/core';
import { declaring } from './declaring.ts';
import { mapColumns, RightStore } from './right-store.ts';

const ALL = new RightStore().capabilities.values;

/** Stores with one fault: its name, the store, and the cases that find it. */
export const WRONG_STORES: readonly (readonly [string, new () => Store, string[]])[] = [
  [
    'a suffix without a dot',
    class extends RightStore {
      override readonly ext = 'right';
    },
    ['the contract: the suffix is a dot and lower-case letters or digits'],
  ],
  [
    'a kind of values that does not exist',
    declaring(...ALL, 'tensor' as 'list'),
    ['the contract: the declared kinds of values exist, each named once'],
  ],
  [
    'a kind of values that it holds without declaring it',
    declaring(...ALL.filter((kind) => kind !== 'date')),
    ['values: dates are refused, and the file does not change'],
  ],
  [
    'booleans that are loaded as numbers',
    class extends RightStore {
      protected override encode(table: Table): Buffer {
        return super.encode(
          mapColumns(table, (column) =>
            column.every((value) => typeof value === 'boolean') ? column.map(Number) : column,
          ),
        );
      }
    },
    ['values: booleans are loaded unchanged', 'appending: booleans'],
  ],
  [
    'only integers of 32 bits',
    class extends RightStore {
      protected override encode(table: Table): Buffer {
        return super.encode(
          mapColumns(table, (column) =>
            column.every(Number.isSafeInteger) ? column.map((value) => Number(value) | 0) : column,
          ),
        );
      }
    },
    [
      'saving and loading: large integers are loaded exactly',
      'appending: numbers beyond 32 bits after small ones',
    ],
  ],
  [
    'columns in alphabetical order',
    class extends RightStore {
      protected override encode(table: Table): Buffer {
        const keys = Object.keys(table).sort();
        return super.encode(Object.fromEntries(keys.map((key) => [key, table[key]!])));
      }
    },
    [
      'saving and loading: columns keep their order',
      'saving and loading: a key may be any string that a file name may be',
      'single rows: by index, counted from the start and from the end',
      'scanning: yields all rows in order',
      'scanning: yields no more rows at a time than requested',
      'scanning: can be stopped before its end',
      'chosen columns: are loaded alone, in the order in which they are chosen',
      'inspecting: tells the size, the rows and the columns in their order',
    ],
  ],
  [
    'keys that change the prototype',
    class extends RightStore {
      protected override encode(table: Table): Buffer {
        const entries = Object.entries(table).filter(([key]) => key !== '__proto__');
        return super.encode(Object.fromEntries(entries));
      }
    },
    ['saving and loading: a key may be any string that a file name may be'],
  ],
  [
    'keys without rows that get lost',
    class extends RightStore {
      protected override encode(table: Table): Buffer {
        return super.encode(rowCount(table) === 0 ? {} : table);
      }
    },
    [
      'saving and loading: a table without rows keeps its keys',
      'inspecting: tells that a table has no rows, or no columns',
    ],
  ],
  [
    'saving in place, before the values are checked',
    class extends RightStore {
      protected override async write(file: string, table: Table): Promise<void> {
        await writeFile(file, '');
        await setTimeout(20);
        await super.write(file, table);
      }
    },
    [
      'saving and loading: a value that cannot be saved is refused, the file does not change, no other file is left',
      'appending: a refused value changes no column and leaves no other file',
      'writers at the same time: readers see the rows before or after an append',
    ],
  ],
  [
    'a second file that is left',
    class extends RightStore {
      protected override async write(file: string, table: Table): Promise<void> {
        await writeFile(`${file}.old`, '');
        await super.write(file, table);
      }
    },
    [
      'saving and loading: the old content is replaced, and no other file is left',
      'saving and loading: a value that cannot be saved is refused, the file does not change, no other file is left',
      'saving table after table: the file has the rows of all tables in order, and no other file is left',
      'appending: a refused value changes no column and leaves no other file',
    ],
  ],
  [
    'a fraction cut off because the rows before have none',
    class extends RightStore {
      protected override join(old: Table, added: Table): Table {
        return concatTables([
          old,
          Object.fromEntries(
            Object.entries(added).map(([key, column]) => {
              const wasWhole = old[key] !== undefined && [...old[key]].every(Number.isSafeInteger);
              return [
                key,
                wasWhole
                  ? Array.from(column, (x) => (typeof x === 'number' ? Math.trunc(x) : x))
                  : column,
              ];
            }),
          ),
        ]);
      }
    },
    [
      'appending: a fraction after integers stays a fraction',
      'appending: more rows than are written at a time',
    ],
  ],
  [
    'rows that shift where a key is missing',
    class extends RightStore {
      protected override join(old: Table, added: Table): Table {
        const keys = [...new Set([...Object.keys(old), ...Object.keys(added)])];
        const pairs = keys.map((key) => [key, [...(old[key] ?? []), ...(added[key] ?? [])]]);
        return Object.fromEntries(pairs) as Table;
      }
    },
    [
      'appending: a key that the new rows lack is NaN in a column of numbers',
      'appending: a key that the old rows lack is NaN in a column of numbers',
      'appending: a key that some rows lack is null in other columns',
      'appending: more rows than are written at a time',
      'single rows: of a file that was appended to, with keys that the row lacks',
      'scanning: yields all columns in every table, as load does',
      'chosen columns: of a file that was appended to have all rows',
      'inspecting: tells the size, the rows and the columns in their order',
    ],
  ],
  [
    'strings cut to the length of the first',
    class extends RightStore {
      protected override join(old: Table, added: Table): Table {
        const joined = concatTables([old, added]);
        return mapColumns(joined, (column) => {
          const width = String(column[0]).length;
          return column.map((value) => (typeof value === 'string' ? value.slice(0, width) : value));
        });
      }
    },
    ['appending: longer strings after short ones'],
  ],
  [
    'no rows counted from the end',
    class extends RightStore {
      protected override row(table: Table, row: number): Row {
        return super.row(table, Math.max(row, 0));
      }
    },
    [
      'single rows: by index, counted from the start and from the end',
      'single rows: of a file that was appended to, with keys that the row lacks',
      'single rows: indices outside of the rows are refused',
    ],
  ],
  [
    'rows of undefined outside of the table',
    class extends RightStore {
      protected override row(table: Table, row: number): Row {
        return Object.fromEntries(
          Object.entries(table).map(([key, column]) => [key, column.at(row)]),
        );
      }
    },
    ['single rows: indices outside of the rows are refused'],
  ],
  [
    'a scan that yields everything at once',
    class extends RightStore {
      override async *scan(
        file: string,
        { batch = 1, ...choice }: ScanOptions = {},
      ): AsyncIterable<Table> {
        yield* super.scan(file, { ...choice, batch: batch > 0 && batch % 1 === 0 ? 1e9 : batch });
      }
    },
    [
      'scanning: yields no more rows at a time than requested',
      'scanning: can be stopped before its end',
    ],
  ],
  [
    'a scan that loses the last rows',
    class extends RightStore {
      override async *scan(file: string, options?: ScanOptions): AsyncIterable<Table> {
        let last: Table | undefined;
        for await (const table of super.scan(file, options)) {
          if (last) yield last;
          last = table;
        }
      }
    },
    [
      'scanning: yields all rows in order',
      'scanning: yields no more rows at a time than requested',
      'scanning: yields all columns in every table, as load does',
      'chosen columns: are scanned alone, in the order in which they are chosen',
      'chosen columns: of a file that was appended to have all rows',
      'writers at the same time: a running scan continues while rows are appended',
    ],
  ],
  [
    'a missing file that is an empty table',
    class extends RightStore {
      protected override async read(file: string): Promise<Table> {
        try {
          return await super.read(file);
        } catch (error) {
          if ((error as { code: string }).code === 'PSYRUN_FILE_NOT_FOUND') return {};
          throw error;
        }
      }
    },
    [
      'inspecting: of a missing file or of another format is an error with a code',
      'files that are missing or damaged: a missing file is an error with a code, and is not created',
    ],
  ],
  [
    'a damaged file that is an empty table',
    class extends RightStore {
      protected override async read(file: string): Promise<Table> {
        try {
          return await super.read(file);
        } catch (error) {
          if ((error as { code: string }).code === 'PSYRUN_FILE_FORMAT') return {};
          throw error;
        }
      }
    },
    [
      'inspecting: of a missing file or of another format is an error with a code',
      'files that are missing or damaged: an empty file is an error with a code, and does not change',
      'files that are missing or damaged: a text file is an error with a code, and does not change',
      'files that are missing or damaged: a file of zeros is an error with a code, and does not change',
      'files that are missing or damaged: a truncated file is an error with a code',
    ],
  ],
  [
    'writers that do not wait for each other',
    class extends RightStore {
      override async append(file: string, table: Table): Promise<void> {
        rowCount(table);
        this.encode(table);
        const old = await this.read(file).catch(() => ({}));
        await this.write(file, this.join(old, table));
      }
    },
    [
      'files that are missing or damaged: an empty file is an error with a code, and does not change',
      'files that are missing or damaged: a text file is an error with a code, and does not change',
      'files that are missing or damaged: a file of zeros is an error with a code, and does not change',
      'writers at the same time: appends are done or refused as busy, and the file holds those that were done',
    ],
  ],
];
