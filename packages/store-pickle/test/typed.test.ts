import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { withTypedIntegers } from '@psyrun/columns/internal';
import { isScalar, type Table } from '@psyrun/core';
import { PickleStore } from '../src/index.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun-typed-'));
  file = join(folder, 'a.pkl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const python = (code: string, ...args: string[]) =>
  execFileSync('/usr/bin/python3', ['-c', `import pickle, sys\n${code}`, ...args], {
    encoding: 'utf8',
  }).trim();

/** Writes a table with Python. */
const write = (table: string, protocol: number) =>
  python(`import numpy as np\npickle.dump(${table}, open(sys.argv[1], 'wb'), ${protocol})`, file);

/** What Python reads. */
const read = () => python("print(pickle.load(open(sys.argv[1], 'rb')))", file);

const TABLE =
  "{'x': [1, 1.0, 2, 2.5], 'v': [[1, 2.0], [], [0.5], [-0.0]], 'c': [1+2j, 2j, 0j, 3.0], " +
  "'d': [{'a': 1.0}, {2.0: 3}, {4.0}, None], 'big': [1e300, 2.0**53, 2**70, 3.0], 'f': [1.0, 2.0, 3.0, 4.0]}";

test.each([0, 2, 4, 5])(
  'a table of protocol %i is written once more as it was',
  async (protocol) => {
    write(TABLE, protocol);
    const before = read();
    const store = new PickleStore();
    for (const writer of ['Python', 'psyrun']) {
      const table = await store.load(file, { typed: true });
      await store.save(file, withIntegers(table));
      expect([writer, read()]).toEqual([writer, before]);
    }
  },
);

/** Integers are typed only by those who write them beside floats. */
const withIntegers = (table: Table): Table =>
  Object.fromEntries(
    Object.entries(table).map(([key, column]) => [key, withTypedIntegers([...column])]),
  );

test('numbers of NumPy keep their types', async () => {
  const scalars = ['float32', 'float64', 'float16', 'int8', 'int32', 'int64', 'uint64'];
  write(`{'x': [${scalars.map((name) => `np.${name}(2)`).join()}]}`, 4);
  const { x } = await new PickleStore().load(file, { typed: true });
  expect([...x!].map((value) => (isScalar(value) ? value.dtype : value))).toEqual([
    ...['float32', 'float64', 'float32', 'int8', 'int32', 2, 'uint64'],
  ]);
  for await (const table of new PickleStore().scan(file, { typed: true })) {
    expect(isScalar(table['x']!.at(0))).toBe(true);
  }
});

test('a first append to a file of Python changes none of its numbers', async () => {
  write("{'x': [1, 1.0, 2, 2.5], 'f': [1.0, 2.0, 3.0, 4.0], 'n': [1, 2, 3, 4]}", 4);
  await new PickleStore().append(file, { x: [7], f: [8], n: [9] });
  expect(read()).toBe(
    "{'x': [1, 1.0, 2, 2.5, 7.0], 'f': [1.0, 2.0, 3.0, 4.0, 8.0], 'n': [1, 2, 3, 4, 9]}",
  );
});

test('without the option, numbers are numbers', async () => {
  write(TABLE, 4);
  const { x, f } = await new PickleStore().load(file);
  expect([x, f]).toEqual([
    [1, 1, 2, 2.5],
    [1, 2, 3, 4],
  ]);
});
