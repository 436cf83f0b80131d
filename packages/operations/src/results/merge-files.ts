import { extname } from 'node:path';
import { rowsOf } from '@psyrun/columns';
import type { Row, Store } from '@psyrun/core';
import { scanJournal } from '@psyrun/journal';
import { Union } from './union.ts';

/** The result of {@link mergeFiles}. */
export interface MergedFiles {
  readonly rows: readonly Row[];
  /** Rows that are in several files, and were taken once. */
  readonly repeated: number;
  /** Rows that failed and were not done in another attempt. */
  readonly failed: number;
}

/**
 * The rows of journals and of files of stores: of the journals first, in the order of their
 * spaces, then of the other files in the order given. No row twice.
 */
export async function mergeFiles(
  files: readonly string[],
  storeFor: (suffix: string) => Promise<Store>,
): Promise<MergedFiles> {
  const union = new Union();
  const { done, failed } = await readJournals(files.filter(isJournal));
  union.add(done);
  for (const file of files.filter((name) => !isJournal(name))) {
    const store = await storeFor(extname(file).toLowerCase());
    union.add(rowsOf(await store.load(file)));
  }
  return { rows: union.rows, repeated: union.repeated, failed };
}

/** Whether a file is a journal by its name. */
export function isJournal(file: string): boolean {
  return extname(file) === '.journal';
}

/** A record names its row by space and index: the first result of each counts. */
async function readJournals(files: readonly string[]): Promise<{ done: Row[]; failed: number }> {
  const spaces = new Map<string, (Row | undefined)[]>();
  for (const file of files) {
    await scanJournal(file, ({ session, kind, index }, read) => {
      const space = String(session['space']);
      const rows = spaces.get(space) ?? [];
      spaces.set(space, rows);
      // A failed row keeps its place until it is done.
      rows[index] ??= kind === 'done' ? read().row : undefined;
    });
  }
  // Holes are rows that no journal mentions: flatMap and filter pass over them.
  const mentioned = [...spaces.values()].flatMap((rows) => rows.filter(() => true));
  const done = mentioned.filter((row) => row !== undefined);
  return { done, failed: mentioned.length - done.length };
}
