import { existsSync } from 'node:fs';
import {
  STORE_VALUE_KINDS,
  type Row,
  type ScanOptions,
  type Store,
  type StoreCapabilities,
  type Table,
} from '@psyrun/core';
import { replaceFile, withWriteLock } from '@psyrun/files';
import { appendTo } from './file/append-to.ts';
import { inBatches } from './file/in-batches.ts';
import { loadRow } from './file/load-row.ts';
import { loadTable } from './file/load-table.ts';
import { scanFile } from './file/scan-file.ts';
import { writeTable } from './file/write-rows.ts';

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
    values: STORE_VALUE_KINDS,
  };

  async save(file: string, table: Table): Promise<void> {
    await withWriteLock(file, () => replaceFile(file, (path) => writeTable(path, table)));
  }

  async append(file: string, table: Table): Promise<void> {
    await withWriteLock(file, async () => {
      if (existsSync(file)) await appendTo(file, table);
      else await replaceFile(file, (path) => writeTable(path, table));
    });
  }

  load(file: string): Promise<Table>;
  load(file: string, row: number): Promise<Row>;
  async load(file: string, row?: number): Promise<Table | Row> {
    return row === undefined ? loadTable(file) : loadRow(file, row);
  }

  scan(file: string, { batch = 1024 }: ScanOptions = {}): AsyncIterable<Table> {
    return inBatches(scanFile(file), batch);
  }
}
