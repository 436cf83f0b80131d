import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { concatTables } from '@psyrun/columns';
import type { Table } from '@psyrun/core';
import { comparableTable, goldenValue } from '@psyrun/testkit';
import { PickleStore } from '../src/pickle-store.ts';
import golden from './fixtures/expected.json' with { type: 'json' };

interface GoldenCase {
  readonly file: string;
  readonly expected: object;
  readonly row?: { readonly index: number; readonly expected: object };
}

const store = new PickleStore();
const cases = golden.cases as unknown as GoldenCase[];
const folder = mkdtempSync(join(tmpdir(), 'psyrun-golden-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pathOf = (file: string) => join(import.meta.dirname, 'fixtures', file);
/** `expected.json` has its keys in alphabetical order. */
const sorted = (table: Table) => {
  const keys = Object.keys(table).sort();
  return comparableTable(Object.fromEntries(keys.map((key) => [key, table[key]!])));
};
const tableOf = (json: object) => goldenValue(json) as Table;
const isAligned = ({ expected }: GoldenCase) =>
  new Set(Object.values(tableOf(expected)).map(({ length }) => length)).size < 2;

describe('files of the original and of Python', () => {
  test.each(cases)('$file loads to its content', async ({ file, expected }) => {
    expect(sorted(await store.load(pathOf(file)))).toEqual(sorted(tableOf(expected)));
  });

  test.each(cases.filter(isAligned))('$file is scanned to its content', async (golden) => {
    const tables: Table[] = [];
    for await (const table of store.scan(pathOf(golden.file), { batch: 2 })) tables.push(table);
    const expected =
      Object.values(tableOf(golden.expected))[0]?.length === 0 ? {} : golden.expected;
    expect(sorted(concatTables(tables))).toEqual(sorted(tableOf(expected)));
  });

  test.each(cases.filter(({ row }) => row))('$file has its row', async ({ file, row }) => {
    const lists = goldenValue(row!.expected) as Record<string, unknown[]>;
    const found = await store.load(pathOf(file), row!.index);
    const asTable = Object.entries(found).map(([key, value]) => [key, [value]]);
    expect(sorted(Object.fromEntries(asTable) as Table)).toEqual(sorted(lists));
  });

  test.each(cases.filter((golden) => !isAligned(golden)))(
    '$file has columns of unequal length, so that rows cannot be told',
    async ({ file }) => {
      const error = {
        code: 'PSYRUN_FILE_FORMAT',
        message: expect.stringContaining(file) as unknown,
      };
      await expect(store.load(pathOf(file), 0)).rejects.toMatchObject(error);
      const scanning = store.scan(pathOf(file))[Symbol.asyncIterator]();
      await expect(scanning.next()).rejects.toMatchObject(error);
      const copy = join(folder, file);
      copyFileSync(pathOf(file), copy);
      await expect(store.append(copy, { x: [1] })).rejects.toMatchObject({
        code: 'PSYRUN_FILE_FORMAT',
      });
    },
  );

  test.each(cases.filter(isAligned))('$file can be appended to', async ({ file, expected }) => {
    const copy = join(folder, file);
    copyFileSync(pathOf(file), copy);
    for (const added of [{ extra: [1, 2] }, { extra: [3] }]) await store.append(copy, added);
    const whole = concatTables([tableOf(expected), { extra: [1, 2] }, { extra: [3] }]);
    const numeric = await store.load(copy);
    expect(sorted(numeric)).toEqual(sorted(whole));
  });
});
