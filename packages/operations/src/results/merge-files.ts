import { extname } from 'node:path';
import { loadTyped, rowsInFile, typedRowsOf, withIntegersOf } from '@psyrun/columns/internal';
import type { Row, Store, Table } from '@psyrun/core';
import { JournalRows } from './journal-rows.ts';
import { Union } from './union.ts';

/** The result of {@link mergeFiles}. */
export interface MergedFiles {
  readonly rows: readonly Row[];
  /** Rows that are in several files, and were taken once. */
  readonly repeated: number;
  /** Rows that failed and were not done in another attempt. */
  readonly failed: number;
  /** Number of rows of the space of the journals; undefined if they do not tell, or if there are none. */
  readonly total: number | undefined;
  /** The journals that are damaged, as sentences. */
  readonly damaged: readonly string[];
}

/**
 * The rows of journals and of files of stores: of the journals first, in the order of their
 * spaces, then of the other files in the order given. No row twice. Numbers of files keep their types.
 */
export async function mergeFiles(
  files: readonly string[],
  storeFor: (suffix: string) => Promise<Store>,
): Promise<MergedFiles> {
  const union = new Union();
  const journals = new JournalRows();
  for (const file of files.filter(isJournal)) await journals.add(file);
  const { done, failed } = journals.rows();
  union.add(done);
  for (const rows of journals.unnamed) union.add(rows);
  const ofJournals = union.rows.length;
  for (const file of files.filter((name) => !isJournal(name))) {
    const store = await storeFor(extname(file).toLowerCase());
    union.add(typedRowsOf(alignedTable(file, await loadTyped(store, file))));
  }
  const { repeated } = union;
  const rows = withIntegersOf(union.rows, ofJournals);
  return { rows, repeated, failed, total: journals.total(), damaged: journals.damaged };
}

/** Returns the table of a file. Throws `PSYRUN_FILE_FORMAT` if its columns differ in length. */
function alignedTable(file: string, table: Table): Table {
  rowsInFile(file, new Map(Object.entries(table).map(([key, { length }]) => [key, length])));
  return table;
}

/** Whether a file is a journal by its name. */
export function isJournal(file: string): boolean {
  return extname(file) === '.journal';
}
