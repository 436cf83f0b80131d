import { rowCount } from '@psyrun/columns';
import type { FileContent, Row, ScanOptions, Store, Table } from '@psyrun/core';
import { RightStore } from './right-store.ts';

/** Stores with one fault in choosing columns, inspecting files or checking rows. */
export const WRONG_CHOICES: readonly (readonly [string, new () => Store, string[]])[] = [
  [
    'all columns in place of the chosen ones',
    class extends RightStore {
      protected override choose(_: string, table: Table): Table {
        return table;
      }
    },
    [
      'chosen columns: are loaded alone, in the order in which they are chosen',
      'chosen columns: are scanned alone, in the order in which they are chosen',
      'chosen columns: of a file that was appended to have all rows',
      'chosen columns: that the file lacks are an error with a code',
    ],
  ],
  [
    'chosen columns in the order of the file',
    class extends RightStore {
      protected override choose(file: string, table: Table, columns?: readonly string[]): Table {
        const chosen = super.choose(file, table, columns);
        const keys = Object.keys(table).filter((key) => key in chosen);
        return Object.fromEntries(keys.map((key) => [key, table[key]!]));
      }
    },
    [
      'chosen columns: are loaded alone, in the order in which they are chosen',
      'chosen columns: are scanned alone, in the order in which they are chosen',
    ],
  ],
  [
    'a scan that forgets the choice after the first rows',
    class extends RightStore {
      override async *scan(file: string, options: ScanOptions = {}): AsyncIterable<Table> {
        const { columns, ...others } = options;
        let first = true;
        const all = super.scan(file, others)[Symbol.asyncIterator]();
        for await (const table of super.scan(file, options)) {
          const whole = (await all.next()).value as Table;
          yield first ? table : whole;
          first = false;
        }
      }
    },
    ['chosen columns: are scanned alone, in the order in which they are chosen'],
  ],
  [
    'chosen columns without the missing values at their start',
    class extends RightStore {
      protected override choose(file: string, table: Table, columns?: readonly string[]): Table {
        const chosen = super.choose(file, table, columns);
        if (columns === undefined) return chosen;
        return Object.fromEntries(
          Object.entries(chosen).map(([key, column]) => {
            return [key, Array.from(column).filter((value) => !Number.isNaN(value))];
          }),
        );
      }
    },
    ['chosen columns: of a file that was appended to have all rows'],
  ],
  [
    'columns of nothing where the file lacks one',
    class extends RightStore {
      protected override choose(file: string, table: Table, columns?: readonly string[]): Table {
        const lacking = columns?.filter((key) => !Object.hasOwn(table, key)) ?? [];
        const padding = lacking.map((key) => [key, new Array(rowCount(table)).fill(null)]);
        return super.choose(file, { ...table, ...Object.fromEntries(padding) } as Table, columns);
      }
    },
    ['chosen columns: that the file lacks are an error with a code'],
  ],
  [
    'an inspection that counts no appended rows',
    class extends RightStore {
      override async inspect(file: string): Promise<FileContent> {
        const content = await super.inspect(file);
        return { ...content, rows: Math.min(content.rows!, 3) };
      }
    },
    ['inspecting: tells the size, the rows and the columns in their order'],
  ],
  [
    'an inspection that knows no columns without rows',
    class extends RightStore {
      override async inspect(file: string): Promise<FileContent> {
        const content = await super.inspect(file);
        return content.rows === 0 ? { ...content, columns: [] } : content;
      }
    },
    ['inspecting: tells that a table has no rows, or no columns'],
  ],
  [
    'an inspection of any file',
    class extends RightStore {
      override async inspect(file: string): Promise<FileContent> {
        const nothing = { kind: 'right', bytes: 0, rows: 0, columns: [], others: [] };
        return super.inspect(file).catch(() => nothing);
      }
    },
    ['inspecting: of a missing file or of another format is an error with a code'],
  ],
  [
    'a check that accepts every row',
    class extends RightStore {
      protected override encode(table: Table): Buffer {
        if (table['integer']) super.encode({ x: [() => 1] });
        return super.encode(table);
      }
      override checkRow(_: Row): void {}
    },
    ['checking rows: a row is refused if and only if a table of that row cannot be saved'],
  ],
  [
    'a check that refuses long text',
    class extends RightStore {
      override checkRow(row: Row): void {
        const long = Object.values(row).some((value) => String(value).length > 100);
        super.checkRow(long ? { x: () => 1 } : row);
      }
    },
    ['checking rows: a row is refused if and only if a table of that row cannot be saved'],
  ],
];
