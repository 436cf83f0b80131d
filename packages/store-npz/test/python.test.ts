import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NdColumn } from '@psyrun/columns';
import { comparableTable } from '@psyrun/testkit';
import { NpzStore } from '../src/index.ts';

/** Debian's Python with its package python3-numpy; CONTRIBUTING.md tells how to set it up. */
const PYTHON = '/usr/bin/python3';
const python = (script: string, ...args: string[]): unknown =>
  JSON.parse(
    execFileSync(PYTHON, ['-c', `import json, sys, numpy as np\n${script}`, ...args], {
      encoding: 'utf8',
    }),
  );

const store = new NpzStore();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psyrun-npz-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('NumPy reads the files', () => {
  const columns = {
    float: [[0.5, -0, 1e300], '<f8', '[0.5, -0.0, 1e+300]'],
    integer: [[1, -1, 2 ** 53 - 1], '<i8', '[1, -1, 9007199254740991]'],
    large: [[0n, 1n, 2n ** 64n - 1n], '<u8', '[0, 1, 18446744073709551615]'],
    missing: [[1, null, 3], '<f8', '[1.0, nan, 3.0]'],
    boolean: [[true, false, true], '|b1', '[True, False, True]'],
    text: [['', 'ü', '😀b'], '<U2', "['', 'ü', '😀b']"],
    complex: [[{ re: 1, im: -2 }, 3, { re: 0, im: 1 }], '<c16', '[(1-2j), (3+0j), 1j]'],
    ragged: [[[1], [2, 3], []], '<f8', '[[1.0, nan], [2.0, 3.0], [nan, nan]]'],
    single: [Float32Array.of(0.5, 1, 2), '<f4', '[0.5, 1.0, 2.0]'],
    small: [
      new NdColumn([3, 2], Int8Array.of(1, 2, 3, -4, 5, 6)),
      '|i1',
      '[[1, 2], [3, -4], [5, 6]]',
    ],
  } as const;

  test('value by value, with its dtype', async () => {
    const file = join(folder, 'written.npz');
    await store.save(file, Object.fromEntries(Object.entries(columns).map(([k, [c]]) => [k, c])));
    const seen = python(
      `z = np.load(sys.argv[1], allow_pickle=False)
print(json.dumps({k: [z[k].dtype.str, str(z[k].tolist())] for k in z.files}))`,
      file,
    );
    const expected = Object.entries(columns).map(([key, [, dtype, values]]) => [
      key,
      [dtype, values],
    ]);
    expect(seen).toEqual(Object.fromEntries(expected));
  });
});

describe('files of NumPy are read, and written back unchanged', () => {
  const arrays = `a = dict(
    f2=np.array([0.5, -2, np.inf], 'f2'), f4=np.array([0.1, 2, 3], '>f4'), f8=np.array([0.1, 2, 3], '>f8'),
    i1=np.array([-1, 2, 3], 'i1'), i2=np.array([-1, 2, 3], '>i2'), i8=np.array([-1, 2**62, 3], '>i8'),
    u4=np.array([1, 2, 2**32 - 1], '>u4'), u8=np.array([1, 2, 2**64 - 1], 'u8'),
    b1=np.array([True, False, True]), c8=np.array([1+2j, 3, 4j], 'c8'), c16=np.array([1+2j, 3, 4j], '>c16'),
    U=np.array(['a', '', 'ü😀'], '>U3'), grid=np.asfortranarray(np.arange(12.).reshape(3, 2, 2)),
    flags=np.array([[True], [False], [True]]))
`;
  test.each(['savez', 'savez_compressed'])('%s', async (save) => {
    const [theirs, ours] = [join(folder, `${save}.npz`), join(folder, `${save}-ours.npz`)];
    python(`${arrays}np.${save}(sys.argv[1], **a)\nprint(0)`, theirs);
    const table = await store.load(theirs);
    const { flags, ...others } = table;
    expect(flags).toEqual([[true], [false], [true]]);
    await store.save(ours, others);
    const same = python(
      `${arrays}z = np.load(sys.argv[1], allow_pickle=False)
print(json.dumps({k: bool(np.array_equal(a[k], z[k])) and (z[k].dtype.kind == a[k].dtype.kind) for k in z.files}))`,
      ours,
    );
    const keys = Object.keys(others);
    expect(keys).toHaveLength(13);
    expect(same).toEqual(Object.fromEntries(keys.map((key) => [key, true])));
    expect(comparableTable(await store.load(ours))).toEqual(comparableTable(others));
  });

  test('an append keeps the dtypes of NumPy', async () => {
    const file = join(folder, 'appended.npz');
    python(`np.savez(sys.argv[1], x=np.array([1.0, 2.0]), n=np.array([1, 2]))\nprint(0)`, file);
    await store.append(file, { x: [3], n: [3] });
    const seen = python(
      `z = np.load(sys.argv[1])\nprint(json.dumps({k: [z[k].dtype.str, z[k].tolist()] for k in z.files}))`,
      file,
    );
    expect(seen).toEqual({ x: ['<f8', [1, 2, 3]], n: ['<i8', [1, 2, 3]] });
  });
});
