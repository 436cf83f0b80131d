import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { ExportedRows, Table } from '@psyrun/core';
import { NetcdfExporter } from '../../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'psyrun-netcdf-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

async function write(tables: readonly Table[], rows: Partial<ExportedRows> = {}): Promise<string> {
  const file = join(folder, `${files++}.nc`);

  const reader = async function* () {
    yield* tables;
  };
  await new NetcdfExporter().write(file, { tables: reader, attributes: {}, ...rows });
  return file;
}

const PRODUCT = { factors: [{ x: [0, 1, 2] }], indices: () => [0, 2] };

test('equal rows make equal files, in one table or in several', async () => {
  const whole = await write([{ x: [0, 1], s: ['a', 'bc'], b: [true, false] }]);
  const parts = await write([
    { x: [0], s: ['a'], b: [true] },
    { x: [1], s: ['bc'], b: [false] },
  ]);
  expect(readFileSync(parts).equals(readFileSync(whole))).toBe(true);
});

test.each<[string, Table, RegExp]>([
  ['objects', { o: [{ a: 1 }] }, /^"o" holds objects \(row 0\)/],
  ['complex numbers', { z: [{ re: 1, im: 2 }] }, /^"z" holds complex numbers.*--columns/s],
  ['missing strings', { s: ['a', null] }, /^Row 1 has no value for "s"/],
  ['a slash in a name', { 'a/b': [1] }, /^The key "a\/b"/],
  [
    'a name that begins with a dash',
    { '-a': [1] },
    /^The key "-a" cannot be the name of a variable/,
  ],
])('%s are refused by name, and no file is left', async (_, table, message) => {
  const failing = write([table]);
  await expect(failing).rejects.toMatchObject({ code: 'PSYRUN_STORE_VALUE' });
  await expect(failing).rejects.toThrow(message);
  expect(existsSync(join(folder, `${files - 1}.nc`))).toBe(false);
});

test('a number that stands for a missing one is refused if rows are missing', async () => {
  const table = { x: [0, 2], small: Uint8Array.of(255, 1) };
  await expect(write([table], { product: PRODUCT })).rejects.toMatchObject({
    code: 'PSYRUN_STORE_VALUE',
    message: expect.stringContaining('"small" holds 255'),
  });
  const product = { ...PRODUCT, factors: [{ x: [0, 2] }], indices: () => [0, 1] };
  expect(existsSync(await write([table], { product }))).toBe(true);
});

test.each([[[0]], [[0, 1, 2]]])(
  'rows that are not those of the indices %j fail',
  async (indices) => {
    const product = { ...PRODUCT, indices: () => indices };
    await expect(write([{ x: [0, 2], y: [1, 2] }], { product })).rejects.toMatchObject({
      code: 'PSYRUN_STORE_WRITE',
    });
  },
);
