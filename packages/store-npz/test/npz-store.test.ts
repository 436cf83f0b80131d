import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { withWriteLock } from '@psyrun/files';
import type { Table } from '@psyrun/core';
import { NpzStore } from '../src/index.ts';
import { encodeArray } from '../src/npy/npy-array.ts';
import { formatNpyHeader } from '../src/npy/npy-header.ts';
import { writeZip } from '../src/zip/zip-writer.ts';

const store = new NpzStore();
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psyrun-npz-'));
  file = join(folder, 'result.npz');
});
afterEach(() => rm(folder, { recursive: true }));

const coded = (code: string) => expect.objectContaining({ code });
const plain = (table: Table) =>
  Object.fromEntries(Object.entries(table).map(([key, column]) => [key, Array.from(column)]));

describe('save and load', () => {
  test('any key that a name of a file can be', async () => {
    const keys = [
      '',
      'file',
      'self',
      'a b',
      'x.y',
      '../up',
      '/abs',
      'a\\b',
      'ü',
      '__proto__',
      'x.npy',
    ];
    const table = Object.fromEntries(keys.map((key, i) => [key, [i]]));
    Object.defineProperty(table, '__proto__', { value: [99], enumerable: true });
    await store.save(file, table);
    const back = await store.load(file);
    expect(Object.keys(back).sort()).toEqual([...keys].sort());
    expect([...back['__proto__']!]).toEqual([99]);
    expect(Object.keys(await store.load(file, 0)).sort()).toEqual([...keys].sort());
  });

  test.each(['half \ud800', 'nul \0', 'x'.repeat(70_000)])('key %# is refused', async (key) => {
    await expect(store.save(file, { [key]: [1] })).rejects.toEqual(coded('PSYRUN_STORE_VALUE'));
    expect(await readdir(folder)).toEqual([]);
  });

  test('the name of the file is not changed', async () => {
    await store.save(join(folder, 'my.dat'), { x: [1] });
    expect(await readdir(folder)).toEqual(['my.dat']);
  });

  test('a refused save does not change the file', async () => {
    await store.save(file, { x: [1] });
    await expect(store.save(file, { x: [{}] })).rejects.toEqual(coded('PSYRUN_STORE_VALUE'));
    expect(plain(await store.load(file))).toEqual({ x: [1] });
  });

  test('a table without rows keeps its columns, one without columns is a file', async () => {
    await store.save(file, { x: [], y: [] });
    expect(plain(await store.load(file))).toEqual({ x: [], y: [] });
    await store.save(file, {});
    expect(plain(await store.load(file))).toEqual({});
  });
});

describe('append', () => {
  test('creates the file, and pads the keys that one side lacks', async () => {
    await store.append(file, { x: [0, 1] });
    await store.append(file, { x: [2], y: [22] });
    expect(plain(await store.load(file))).toEqual({ x: [0, 1, 2], y: [NaN, NaN, 22] });
  });

  test('nothing is added if one column is refused', async () => {
    await store.save(file, { x: [1], s: ['a'] });
    await expect(store.append(file, { x: [2], s: [3] })).rejects.toEqual(
      coded('PSYRUN_STORE_VALUE'),
    );
    expect(plain(await store.load(file))).toEqual({ x: [1], s: ['a'] });
  });

  test('an append to columns of unequal length is refused', async () => {
    const original = join(import.meta.dirname, 'fixtures', 'missing_key_late.npz');
    await writeFile(file, await readFile(original));
    await expect(store.append(file, { x: [3] })).rejects.toThrow(/Column "y" has 1 rows/);
    expect(await readFile(file)).toEqual(await readFile(original));
  });
});

describe('one writer', () => {
  test.each(['save', 'append'] as const)('%s is refused while another writes', async (method) => {
    await withWriteLock(file, async () => {
      await expect(store[method](file, { x: [1] })).rejects.toEqual(coded('PSYRUN_STORE_BUSY'));
    });
    await store[method](file, { x: [1] });
    expect(await readdir(folder)).toEqual(['result.npz']);
  });
});

describe('scan', () => {
  test('gives batches, also of compressed columns in Fortran order', async () => {
    const fixture = join(import.meta.dirname, 'fixtures', 'fortran_compressed.npz');
    const whole = plain(await store.load(fixture));
    const lengths: number[] = [];
    const parts: Record<string, unknown[]> = { m: [], x: [] };
    for await (const table of store.scan(fixture, { batch: 4 })) {
      lengths.push(table['x']!.length);
      for (const key of ['m', 'x']) parts[key]!.push(...table[key]!);
    }
    expect(lengths).toEqual([4, 4, 2]);
    expect(parts).toEqual(whole);
    expect(whole['m']![1]).toEqual({ shape: [2, 3], data: Float64Array.of(6, 7, 8, 9, 10, 11) });
    expect(await store.load(fixture, 1)).toEqual({ m: whole['m']![1], x: whole['x']![1] });
  });

  test('finds damage at the latest after the last batch, and load at once', async () => {
    await store.save(file, { x: Float64Array.from({ length: 50_000 }, Math.sqrt) });
    const bytes = await readFile(file);
    bytes[200_000]! ^= 1;
    await writeFile(file, bytes);
    const all = async () => {
      for await (const table of store.scan(file)) expect(table['x']!.length).toBe(10_000);
    };
    await expect(all()).rejects.toThrow(/the content of x.npy does not have its checksum/);
    await expect(store.load(file)).rejects.toEqual(coded('PSYRUN_FILE_FORMAT'));
  });

  test('gives the rows of an array in Fortran order that is not compressed', async () => {
    const dtype = { kind: 'f', itemSize: 8, littleEndian: true } as const;
    const header = formatNpyHeader({ dtype, shape: [3, 2], fortranOrder: true });
    const elements = new Uint8Array(Float64Array.of(1, 2, 3, 10, 20, 30).buffer);
    await writeZip(file, [{ name: 'x.npy', pieces: [header, elements] }]);
    expect(await store.load(file, 1)).toEqual({ x: { shape: [2], data: Float64Array.of(2, 20) } });
  });

  test.each([20, 28])('an array of 24 bytes that has %d is refused in every way', async (bytes) => {
    const data = Float64Array.of(1, 2, 3);
    const [header, elements] = encodeArray('x', { kind: 'number', shape: [3], data });
    const content = Buffer.concat([elements!, Buffer.alloc(4)]).subarray(0, bytes);
    await writeZip(file, [{ name: 'x.npy', pieces: [header!, content] }]);
    const all = async () => {
      for await (const table of store.scan(file)) expect(table).toEqual(undefined);
    };
    for (const read of [() => store.load(file), () => store.load(file, -1), all]) {
      await expect(read()).rejects.toEqual(coded('PSYRUN_FILE_FORMAT'));
    }
  });

  test('may be stopped early', async () => {
    await store.save(file, { x: new Float64Array(50_000) });
    for await (const table of store.scan(file, { batch: 3 })) {
      expect(table['x']!.length).toBe(3);
      break;
    }
    await store.save(file, { x: [1] });
  });

  test.each([0, -1, 1.5, NaN])('a batch of %s is refused', async (batch) => {
    const first = store.scan(file, { batch })[Symbol.asyncIterator]().next();
    await expect(first).rejects.toEqual(coded('PSYRUN_ARGUMENT'));
  });
});

describe('a file that is not npz', () => {
  test('a missing file', async () => {
    await expect(store.load(file)).rejects.toEqual(coded('PSYRUN_FILE_NOT_FOUND'));
  });

  test.each([
    ['nothing', ''],
    ['text', 'radius,trial\n1,2\n'],
    ['a truncated archive', 'PK\u0003\u0004'],
  ])('%s', async (_, content) => {
    await writeFile(file, content);
    await expect(store.load(file)).rejects.toMatchObject({
      code: 'PSYRUN_FILE_FORMAT',
      message: expect.stringContaining(file),
    });
  });

  test('a folder', async () => {
    await expect(store.load(folder)).rejects.toEqual(coded('PSYRUN_FILE_READ'));
  });

  test('an archive of other files', async () => {
    const other = join(import.meta.dirname, 'fixtures', 'other.zip');
    await expect(store.load(other)).rejects.toThrow(/holds notes.txt, which is not an array/);
  });
});

describe('rows that change between two readings', () => {
  const more = { x: [1, 2, 3] };
  test.each<[string, Table[]]>([
    ['fewer', [{ x: [1] }]],
    ['more', [{ x: [1] }, more]],
    ['of another kind', [{ x: [1] }, { x: ['a', 'b'] }]],
    ['of other columns', [{ x: [1] }, { y: [1, 2] }]],
  ])('%s: the old file stays', async (_, second) => {
    await store.save(file, { x: [7] });
    const readings: Table[][] = [[{ x: [1] }, { x: [2, 3] }], second];
    const saving = store.saveFrom(file, async function* () {
      yield* readings.shift()!;
    });
    await expect(saving).rejects.toMatchObject({ code: 'PSYRUN_STORE_WRITE' });
    expect(Array.from((await store.load(file))['x']!)).toEqual([7]);
    expect(await readdir(folder)).toHaveLength(1);
  });
});
