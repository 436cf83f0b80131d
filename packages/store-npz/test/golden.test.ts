import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { rowsOf } from '@psyrun/columns';
import { canonicalValue, type Row, type Table } from '@psyrun/core';
import { goldenValue } from '@psyrun/testkit';
import { NpzStore } from '../src/index.ts';
import golden from './fixtures/expected.json' with { type: 'json' };

interface GoldenCase {
  readonly file: string;
  readonly expected: object;
  readonly row?: { readonly index: number; readonly expected: object };
}

const store = new NpzStore();
const cases = golden.cases as unknown as GoldenCase[];
const pathOf = (file: string) => join(import.meta.dirname, 'fixtures', file);
const holdsObjects = ({ expected }: GoldenCase) => JSON.stringify(expected).includes('"|O"');
const lengths = ({ expected }: GoldenCase) =>
  Object.values(goldenValue(expected) as Record<string, unknown[]>).map(({ length }) => length);
const isAligned = (golden: GoldenCase) => new Set(lengths(golden)).size < 2;
const plain = (table: Table) =>
  Object.fromEntries(Object.entries(table).map(([key, column]) => [key, Array.from(column)]));

describe('files of the original', () => {
  const readable = cases.filter((golden) => !holdsObjects(golden));

  test.each(readable)('$file loads to its content', async ({ file, expected }) => {
    const table = plain(await store.load(pathOf(file)));
    expect(canonicalValue(table)).toBe(canonicalValue(goldenValue(expected)));
  });

  test.each(readable.filter(isAligned))('$file is scanned to its content', async (golden) => {
    const scanned: Row[] = [];
    for await (const table of store.scan(pathOf(golden.file), { batch: 2 })) {
      scanned.push(...rowsOf(table));
    }
    expect(scanned).toEqual([...rowsOf(await store.load(pathOf(golden.file)))]);
  });

  test.each(readable.filter(({ row }) => row))('$file has its row', async ({ file, row }) => {
    const lists = goldenValue(row!.expected) as Record<string, unknown[]>;
    const first = Object.fromEntries(Object.entries(lists).map(([key, [value]]) => [key, value]));
    expect(canonicalValue(await store.load(pathOf(file), row!.index))).toBe(canonicalValue(first));
    const after = store.load(
      pathOf(file),
      lengths(cases.find((golden) => golden.file === file)!)[0]!,
    );
    await expect(after).rejects.toMatchObject({ code: 'PSYRUN_OUT_OF_RANGE' });
  });

  test.each(cases.filter((golden) => !isAligned(golden)))(
    '$file has columns of unequal length, so that rows cannot be told',
    async ({ file }) => {
      const error = { code: 'PSYRUN_FILE_FORMAT', message: expect.stringContaining(file) };
      await expect(store.load(pathOf(file), 0)).rejects.toMatchObject(error);
      await expect(store.scan(pathOf(file))[Symbol.asyncIterator]().next()).rejects.toMatchObject(
        error,
      );
    },
  );

  test.each(cases.filter(holdsObjects))('$file is refused, with what to do', async ({ file }) => {
    await expect(store.load(pathOf(file))).rejects.toMatchObject({
      code: 'PSYRUN_NOT_SUPPORTED',
      message: expect.stringMatching(/Column "a" of .*Python objects.*allow_pickle=True/),
    });
  });
});
