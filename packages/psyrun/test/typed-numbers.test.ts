import { afterAll, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  autodetectStore,
  float,
  linspace,
  mapPspaceHddBacked,
  param,
  python,
  r,
  range,
} from '../src/index.ts';

jest.setTimeout(120_000);
const FIXTURES = fileURLToPath(new URL('./fixtures', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'psyrun-typed-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Prints what Python has for the type of each column, and of an element of each list. */
const READ = `
import json, pickle, sys
import numpy as np
file = sys.argv[1]
if file.endswith(".pkl"):
    table = pickle.load(open(file, "rb"))
elif file.endswith(".npz"):
    table = dict(np.load(file))
else:
    import h5py
    table = {key: column[()] for key, column in h5py.File(file, "r")["psyrun"].items()}
def kind(column):
    if isinstance(column, list):
        kinds = {kind(item) if isinstance(item, (list, np.ndarray)) else type(item).__name__ for item in column}
        return "list of " + " and ".join(sorted(kinds))
    return "string" if column.dtype.kind in "SU" else str(column.dtype)
print(json.dumps({key: kind(column) for key, column in table.items()}))
`;

const space = param({ x: linspace(0, 1, 2), n: range(2) });

async function typesIn(
  fn: ReturnType<typeof python> | ((row: { x: number; n: number }) => object),
  ext: string,
): Promise<unknown> {
  const file = join(folder, `${Math.random()}${ext}`);
  const store = await autodetectStore(file);
  await mapPspaceHddBacked(fn, space, file, store, {
    returnData: false,
    ...(typeof fn !== 'function' && { poolSize: 1 }),
  });
  const read = execFileSync('/usr/bin/python3', ['-c', READ, file], { encoding: 'utf8' });
  return JSON.parse(read);
}

const ARRAYS = {
  ...{ x: 'float64', n: 'int64', float: 'float64', int: 'int64', float32: 'float32' },
  ...{ int16: 'int16', float64: 'float64', int64: 'int64', mixed: 'float64' },
  ...{ floats: 'float64', ints: 'int64', array: 'float64', name: 'string' },
};
const PICKLED = {
  ...{ x: 'list of float', n: 'list of int', float: 'list of float', int: 'list of int' },
  ...{ float32: 'list of float', int16: 'list of int', float64: 'list of float' },
  ...{ int64: 'list of int', mixed: 'list of float', floats: 'list of list of float' },
  ...{ ints: 'list of list of int', array: 'list of float64', name: 'list of str' },
};

test.each([
  ['.npz', ARRAYS],
  ['.h5', ARRAYS],
  ['.pkl', PICKLED],
])('numbers of Python have their type in a %s file that Python reads', async (ext, expected) => {
  expect(await typesIn(python(join(FIXTURES, 'typed.py'), 'typed'), ext)).toEqual(expected);
});

test('doubles of R are floats, and its integers are integers', async () => {
  expect(await typesIn(r(join(FIXTURES, 'typed.R'), 'typed'), '.npz')).toEqual({
    ...{ x: 'float64', n: 'int64', float: 'float64', int: 'int64', floats: 'float64' },
  });
});

test('vectors of integers from JavaScript are integers, and floats if one is a float', async () => {
  const fn = ({ n }: { n: number }) => ({ ints: [n, 2], floats: [n, float(2)], y: float(n) });
  const parameters = { x: 'float64', n: 'int64' };
  for (const ext of ['.npz', '.h5']) {
    const types = { ...parameters, ints: 'int64', floats: 'float64', y: 'float64' };
    expect([ext, await typesIn(fn, ext)]).toEqual([ext, types]);
  }
  expect(await typesIn(fn, '.pkl')).toEqual({
    ...{ x: 'list of float', n: 'list of int', ints: 'list of list of int' },
    ...{ floats: 'list of list of float', y: 'list of float' },
  });
});
