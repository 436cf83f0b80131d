import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Table } from '@psyrun/core';
import { H5Handle } from '../src/library/h5-handle.ts';
import { H5Store } from '../src/index.ts';

const store = new H5Store();
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psyrun-h5-'));
  file = join(folder, 'result.h5');
});
afterEach(() => rm(folder, { recursive: true }));

const rows = (count: number, from = 0): Table => ({
  x: Float64Array.from({ length: count }, (_, i) => Math.sqrt(from + i)),
  ok: Array.from({ length: count }, (_, i) => (from + i) % 2 === 0),
  label: Array.from({ length: count }, (_, i) => `r${(from + i) % 10}`),
  pair: Array.from({ length: count }, (_, i) => ({ re: from + i, im: -1 })),
});

async function chunkRowsOf(path: string): Promise<number> {
  const handle = await H5Handle.read(file);
  try {
    return handle.describe(path).chunks![0]!;
  } finally {
    handle.close();
  }
}

test('an append does not read the rows before, and the checksum goes on to prove them', async () => {
  await store.save(file, rows(50_000));
  const bytes = await readFile(file);
  const at = bytes.indexOf(Buffer.from(Float64Array.of(Math.sqrt(1234)).buffer));
  bytes[at] = bytes[at]! ^ 1;
  await writeFile(file, bytes);
  await store.append(file, rows(2, 50_000));
  expect(await store.load(file, -1)).toMatchObject({ x: Math.sqrt(50_001) });
  await expect(store.load(file)).rejects.toMatchObject({ code: 'PSYRUN_FILE_FORMAT' });
});

test('equal appends make equal files, byte for byte', async () => {
  const made: Buffer[] = [];
  for (const name of ['one.h5', 'other.h5']) {
    await store.save(join(folder, name), rows(100));
    await store.append(join(folder, name), rows(10, 100));
    // The library counts times in seconds.
    await new Promise((resolve) => void setTimeout(resolve, 1001));
    made.push(await readFile(join(folder, name)));
  }
  expect(made[0]!.equals(made[1]!)).toBe(true);
  expect(await store.load(join(folder, 'one.h5'))).toEqual(await loadedOf(rows(110)));
});

test('a file that grows from one row gets larger chunks', async () => {
  await store.save(file, rows(1));
  await store.append(file, rows(200, 1));
  expect(await chunkRowsOf('/psyrun/x')).toBe(64);
  await store.append(file, rows(9799, 201));
  expect(await chunkRowsOf('/psyrun/x')).toBe(10_000);
  expect(await store.load(file)).toEqual(await loadedOf(rows(10_000)));
});

test.each<[string, Table, Table, Table]>([
  ['floats behind integers', { x: [1, 2] }, { x: [0.5] }, { x: Float64Array.of(1, 2, 0.5) }],
  ['integers behind floats', { x: [0.5] }, { x: [1, 2] }, { x: Float64Array.of(0.5, 1, 2) }],
  ['wider strings', { x: ['a', 'b'] }, { x: ['ccc'] }, { x: ['a', 'b', 'ccc'] }],
  ['narrower strings', { x: ['aa', 'b'] }, { x: [''] }, { x: ['aa', 'b', ''] }],
  ['strings beyond ASCII', { x: ['aa', 'b'] }, { x: ['é'] }, { x: ['aa', 'b', 'é'] }],
  ['strings that end with a blank', { x: ['é'] }, { x: ['e '] }, { x: ['é', 'e '] }],
  [
    'another key',
    { x: [0.5] },
    { y: [2.5] },
    { x: Float64Array.of(0.5, NaN), y: Float64Array.of(NaN, 2.5) },
  ],
])('an append of %s', async (_, before, added, all) => {
  await store.save(file, before);
  await store.append(file, added);
  expect(await store.load(file)).toEqual(all);
});

async function loadedOf(table: Table): Promise<Table> {
  const whole = join(folder, 'whole.h5');
  await store.save(whole, table);
  return store.load(whole);
}
