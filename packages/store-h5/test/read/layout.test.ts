import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { H5Store } from '../../src/index.ts';

const store = new H5Store();
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psyrun-h5-'));
  file = join(folder, 'theirs.h5');
});
afterEach(() => rm(folder, { recursive: true }));

const write = (script: string): void => {
  const lines = `import sys, h5py, numpy as np, pandas as pd\nf = h5py.File(sys.argv[1], 'w')\n${script}`;
  execFileSync('/usr/bin/python3', ['-W', 'ignore', '-c', lines, file], { stdio: 'pipe' });
};

describe('a sound file of another layout is refused with what can be done', () => {
  test.each([
    [
      'datasets in the root',
      `f['x'] = [1, 2]`,
      `Its datasets are in /: read them with new H5Store({ node: '/' }).`,
    ],
    [
      'datasets in several groups',
      `f['runs/a/x'] = [1, 2]; f["it's/x"] = [2]`,
      `Its datasets are in /it's, /runs/a: read them with new H5Store({ node: '/it\\'s' }).`,
    ],
    ['no datasets', `f.create_group('a/b')`, 'It holds no datasets.'],
    ['groups in a circle', `g = f.create_group('a'); g['b'] = g`, 'It holds no datasets.'],
    [
      'a dataset in place of the group',
      `f['psyrun'] = [1, 2]`,
      `read them with new H5Store({ node: '/' })`,
    ],
    [
      'a data frame of pandas',
      `f.close(); pd.DataFrame({'x': [1, 2]}).to_hdf(sys.argv[1], 'df')`,
      `to_dict('list')`,
    ],
    [
      'a group in the group',
      `f['psyrun/sub/x'] = [1]; f['psyrun/y'] = [2]`,
      `new H5Store({ node: '/psyrun/sub' }), or the columns beside it with load(file, { columns: ["y"] })`,
    ],
    [
      'a single value',
      `f['psyrun/n'] = 3.5; f['psyrun/y'] = [2]`,
      `It is a single value without rows. Read the columns beside it with load(file, { columns: ["y"] })`,
    ],
    [
      'a single value and nothing else',
      `f['psyrun/n'] = 3.5`,
      'It is a single value without rows. There are no columns beside it. In Python,',
    ],
    [
      'a link',
      `f['psyrun/y'] = [2]; f['psyrun/l'] = h5py.SoftLink('/nowhere')`,
      'It is neither a dataset nor a group.',
    ],
  ])('%s', async (_, script, hint) => {
    write(script);
    const error: unknown = await store.load(file).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'PSYRUN_FILE_FORMAT' });
    expect((error as Error).message).toContain(hint);
    expect((error as Error).message).not.toContain('Restore');
  });

  test('and the hints work', async () => {
    write(`f['runs/a/x'] = [1, 2]; f['psyrun/n'] = 3.5; f['psyrun/y'] = [0.5]`);
    expect(await new H5Store({ node: '/runs/a' }).load(file)).toEqual({ x: [1, 2] });
    expect(await store.load(file, { columns: ['y'] })).toEqual({ y: Float64Array.of(0.5) });
  });
});

describe('an empty group', () => {
  test.each(['tmp0', 'psyrun/tmp0'])('%s that the original leaves is no obstacle', async (name) => {
    write(`f.create_group('${name}'); f['psyrun/x'] = [1, 2]`);
    expect(await store.load(file)).toEqual({ x: [1, 2] });
    await store.append(file, { x: [3] });
    expect(await store.load(file)).toEqual({ x: [1, 2, 3] });
  });

  test('with a group in it is not empty', async () => {
    write(`f.create_group('tmp0/a'); f['psyrun/x'] = [1, 2]`);
    await expect(store.append(file, { x: [3] })).rejects.toThrow(/holds \/tmp0 beside/);
  });
});

describe('a file that promises more than it holds', () => {
  test.each([
    ['an array', `f.create_dataset('psyrun/x', (10**9,), 'f8', chunks=True)`],
    ['a compressed array', `f.create_dataset('psyrun/x', (10**10,), 'f8', compression=4)`],
    ['text of any length', `f.create_dataset('psyrun/x', (10**9,), h5py.string_dtype())`],
    [
      'an array with a checksum',
      `f.create_dataset('psyrun/x', (10**9,), 'f8', chunks=True, fletcher32=True)`,
    ],
  ])('is refused before memory is allocated: %s', async (_, script) => {
    write(script);
    expect((await stat(file)).size).toBeLessThan(100_000);
    const before = process.memoryUsage().arrayBuffers;
    await expect(store.load(file)).rejects.toMatchObject({ code: 'PSYRUN_FILE_FORMAT' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
    expect((await store.inspect(file)).columns[0]?.problem).toMatch(/which it cannot hold/);
  });

  test('is read if what it leaves out is small: values that were never set', async () => {
    write(`f.create_dataset('psyrun/x', (1000,), 'f8', chunks=True)`);
    expect((await store.load(file))['x']).toHaveLength(1000);
  });

  test('text that many rows share is refused beyond measure', async () => {
    write(`d = f.create_dataset('psyrun/x', (200_000,), h5py.string_dtype()); d[0] = 'x' * 1000`);
    // Every element gets the pointer of the first.
    execFileSync('/usr/bin/python3', [
      '-c',
      `import h5py, sys
f = h5py.File(sys.argv[1]); at = f['psyrun/x'].id.get_offset(); f.close()
b = bytearray(open(sys.argv[1], 'rb').read()); b[at:at + 16 * 200_000] = b[at:at + 16] * 200_000
open(sys.argv[1], 'wb').write(b)`,
      file,
    ]);
    await expect(store.load(file)).rejects.toThrow(/more text than it can hold/);
  });
});

test('inspect says what a file holds without reading it', async () => {
  write(`g = f.create_group('psyrun')
g['x'] = np.zeros((3, 2), '>f4'); g['s'] = ['a', 'b', 'c']; g['b'] = np.array([True] * 3); g['n'] = 1
g['r'] = np.zeros(3, 'i4,f8'); g.create_dataset('z', data=np.zeros(3), compression='lzf'); g['S'] = np.array([b'ab'] * 3)
g['h'] = np.zeros(3, 'f2'); g['c'] = np.zeros(3, 'c16'); g.create_group('sub')['y'] = [1]`);
  const { columns, others, ...rest } = await store.inspect(file);
  expect(rest).toEqual({ kind: 'HDF5 (.h5)', bytes: (await stat(file)).size, rows: 3 });
  expect(columns).toEqual([
    { key: 'S', dtype: 'str', shape: [3], promised: 6 },
    { key: 'b', dtype: 'bool', shape: [3], promised: 3 },
    { key: 'c', dtype: 'complex128', shape: [3], promised: 48 },
    { key: 'h', dtype: 'float16', shape: [3], promised: 6 },
    {
      key: 'r',
      dtype: 'void',
      shape: [3],
      promised: 36,
      problem: expect.stringContaining('records'),
    },
    { key: 's', dtype: 'str', shape: [3] },
    { key: 'x', dtype: 'float32', shape: [3, 2], promised: 24 },
    { key: 'z', dtype: 'void', shape: [3], promised: 24, problem: expect.stringContaining('lzf') },
  ]);
  expect(others).toEqual([
    { name: 'n', reason: 'It is a single value without rows.' },
    { name: 'sub', reason: 'It is a group.' },
  ]);
});

test('chosen columns are read, and others cannot fail', async () => {
  write(
    `f['psyrun/x'] = [1, 2]; f['psyrun/r'] = np.zeros(2, 'i4,f8'); f['psyrun/long'] = [1, 2, 3]`,
  );
  expect(await store.load(file, { columns: ['x'] })).toEqual({ x: [1, 2] });
  const seen = [];
  for await (const table of store.scan(file, { columns: ['x'], batch: 1 })) seen.push(table);
  expect(seen).toEqual([{ x: [1] }, { x: [2] }]);
  await expect(store.load(file)).rejects.toThrow(/Column "r" of .* cannot be read/);
  await expect(store.load(file, { columns: ['y'] })).rejects.toMatchObject({
    code: 'PSYRUN_COLUMN_NOT_FOUND',
  });
});
