import { join } from 'node:path';
import { rowsOf } from '@psyrun/columns';
import type { Row, Store } from '@psyrun/core';
import { codeOf } from './store/code-of.ts';
import { comparable, comparableRow, comparableTable } from './store/comparable.ts';
import { goldenValue } from './golden-value.ts';
import type { TestRunner } from './test-runner.ts';

/** A file that the original wrote, and its content: one of the `cases` of `expected.json`. */
export interface GoldenFile {
  readonly file: string;
  /**
   * Lists by key, as {@link goldenValue} reads them; absent if the original could not read the
   * file.
   */
  readonly expected?: unknown;
  readonly row?: { readonly index: number; readonly expected: unknown };
}

/**
 * Defines tests that a store reads the files of the original: as a whole, in batches, and one row.
 *
 * Files with pickled objects must be refused with `PSYRUN_NOT_SUPPORTED`. Files with columns of
 * unequal length are loaded unchanged, but have no rows: `PSYRUN_FILE_FORMAT`. Files that the
 * original could not read itself count as empty.
 */
export function describeGoldenFiles(
  { describe, test, expect }: TestRunner,
  store: Store,
  folder: string,
  files: readonly GoldenFile[],
): void {
  describe('files of the original', () => {
    for (const { file: name, expected: json = {}, row } of files) {
      const file = join(folder, name);
      const expected = goldenValue(json) as Record<string, unknown[]>;
      const lengths = Object.values(expected).map((column) => column.length);
      if (JSON.stringify(json).includes('"|O"')) {
        test(`${name} is refused, for its objects`, async () => {
          expect(await codeOf(store.load(file))).toEqual('PSYRUN_NOT_SUPPORTED');
        });
        continue;
      }
      test(`${name} loads to its content`, async () => {
        expect(byKey(comparableTable(await store.load(file)))).toEqual(
          byKey(comparableTable(expected)),
        );
      });
      test(`${name} is scanned to its rows`, async () => {
        const scanned = rowsScanned(store, file);
        if (new Set(lengths).size > 1) {
          expect(await codeOf(scanned)).toEqual('PSYRUN_FILE_FORMAT');
          expect(await codeOf(store.load(file, 0))).toEqual('PSYRUN_FILE_FORMAT');
        } else {
          const rows = [...rowsOf(await store.load(file))];
          expect((await scanned).map(comparable)).toEqual(rows.map(comparable));
        }
      });
      if (row) {
        test(`${name} has its row, and none beyond the last`, async () => {
          const lists = goldenValue(row.expected) as Record<string, unknown[]>;
          const first = Object.entries(lists).map(([key, [value]]) => [key, value]);
          expect(byKey(comparableRow(await store.load(file, row.index)))).toEqual(
            byKey(comparableRow(Object.fromEntries(first) as Row)),
          );
          expect(await codeOf(store.load(file, lengths[0]!))).toEqual('PSYRUN_OUT_OF_RANGE');
        });
      }
    }
  });
}

async function rowsScanned(store: Store, file: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const table of store.scan(file, { batch: 2 })) rows.push(...rowsOf(table));
  return rows;
}

/** The original does not keep the order of columns. */
function byKey(pairs: unknown): unknown {
  return Object.fromEntries(pairs as [string, unknown][]);
}
