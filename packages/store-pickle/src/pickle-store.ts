import { existsSync } from 'node:fs';
import { wholeTable } from '@psyrun/columns';
import {
  STORE_VALUE_KINDS,
  type FileContent,
  type LoadOptions,
  type Row,
  type ScanOptions,
  type Store,
  type StoreCapabilities,
  type Table,
  type TableReader,
} from '@psyrun/core';
import { replaceFile, withWriteLock } from '@psyrun/files';
import { appendTo } from './file/append-to.ts';
import { inBatches } from './file/in-batches.ts';
import { loadRow } from './file/load-row.ts';
import { loadTable } from './file/load-table.ts';
import { contentOf } from './file/pickle-content.ts';
import { scanFile } from './file/scan-file.ts';
import { writeTable, writeTables } from './file/write-rows.ts';
import { planTables } from './write/column-plan.ts';
import { checkRow } from './write/check-row.ts';

/**
 * Saves tables as Python pickles: `.pkl` files that `pickle.load` and `pandas.read_pickle` read as
 * a dict of lists. Python needs only its standard library, and NumPy for n-d arrays.
 *
 * The store reads its own files, and pickles of protocol 0 to 5 that Python wrote, if they hold a
 * dict of lists with the kinds of values in the README. It executes nothing: a class that is not in
 * a closed list is refused by its name with `PSYRUN_STORE_VALUE`.
 *
 * `append` takes time in proportion to the new rows. The first append to a file of Python rewrites
 * the whole file.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const file = join(mkdtempSync(join(tmpdir(), 'psyrun-')), 'result.pkl');
 * const store = new PickleStore();
 * await store.save(file, { radius: [0.5, 1], label: ['half', 'one'] });
 * await store.append(file, { radius: [2] });
 * await store.load(file); // => { radius: [0.5, 1, 2], label: ['half', 'one', null] }
 * await store.load(file, 1); // => { radius: 1, label: 'one' }
 * ```
 */
export class PickleStore implements Store {
  readonly ext = '.pkl';
  readonly capabilities: StoreCapabilities = {
    cheapAppend: true,
    cheapRow: true,
    columns: true,
    scalars: true,
    values: STORE_VALUE_KINDS,
  };

  async save(file: string, table: Table): Promise<void> {
    await withWriteLock(file, () => replaceFile(file, (path) => writeTable(path, table)));
  }

  async saveFrom(file: string, tables: TableReader): Promise<void> {
    const columns = await planTables(tables);
    if (columns === undefined) return this.save(file, await wholeTable(tables()));
    await withWriteLock(file, () =>
      replaceFile(file, (path) => writeTables(path, file, columns, tables())),
    );
  }

  async append(file: string, table: Table): Promise<void> {
    await withWriteLock(file, async () => {
      if (existsSync(file)) await appendTo(file, table);
      else await replaceFile(file, (path) => writeTable(path, table));
    });
  }

  load(file: string): Promise<Table>;
  load(file: string, row: number): Promise<Row>;
  load(file: string, options: LoadOptions): Promise<Table>;
  async load(file: string, choice: number | LoadOptions = {}): Promise<Table | Row> {
    return typeof choice === 'number' ? loadRow(file, choice) : loadTable(file, choice);
  }

  scan(file: string, { batch = 1024, ...options }: ScanOptions = {}): AsyncIterable<Table> {
    return inBatches(scanFile(file, options), batch);
  }

  /** Throws `PSYRUN_STORE_VALUE` if a value of the row could not be saved. */
  checkRow(row: Row): void {
    checkRow(row);
  }

  /**
   * Says what a file holds. A pickle does not tell the kind of its values: that of strings, lists and
   * other objects is the kind in the first 1,024 rows.
   */
  inspect(file: string): Promise<FileContent> {
    return contentOf(file);
  }
}
