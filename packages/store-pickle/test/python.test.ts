import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { concatTables, NdColumn } from '@psyrun/columns';
import type { Table } from '@psyrun/core';
import { comparableTable } from '@psyrun/testkit';
import fc from 'fast-check';
import { PickleStore } from '../src/pickle-store.ts';

/** Debian's Python with its packages python3-numpy and python3-pandas. */
const PYTHON = '/usr/bin/python3';
const store = new PickleStore();
const folder = mkdtempSync(join(tmpdir(), 'psyrun-python-'));
afterAll(() => rmSync(folder, { recursive: true }));

function python(script: string, ...args: string[]): unknown {
  return JSON.parse(execFileSync(PYTHON, ['-c', script, ...args], { encoding: 'utf8' }));
}

describe('Python reads what is written', () => {
  const columns: Record<string, readonly [Table[string], repr: string]> = {
    floats: [[0.5, 2, NaN, -0], '[0.5, 2.0, nan, -0.0]'],
    ints: [[1, -1, 2 ** 40, 255], '[1, -1, 1099511627776, 255]'],
    bigints: [[2n ** 70n, -(2n ** 63n), 0n, -1n], `[${2n ** 70n}, ${-(2n ** 63n)}, 0, -1]`],
    texts: [['', 'ü', '😀', '\ud800'], "['', 'ü', '😀', '\\ud800']"],
    booleans: [[true, false, null, true], '[True, False, None, True]'],
    complex: [[{ re: 1, im: -2 }, null, 3, 0.5], '[(1-2j), None, 3.0, 0.5]'],
    bytes: [
      [Uint8Array.of(), Uint8Array.of(0, 255), null, null],
      "[b'', b'\\x00\\xff', None, None]",
    ],
    lists: [[[1, [2]], [], ['a'], null], "[[1, [2]], [], ['a'], None]"],
    dicts: [[{ a: 1 }, {}, { b: { c: null } }, null], "[{'a': 1}, {}, {'b': {'c': None}}, None]"],
    maps: [[new Map([[1, 'a']]), new Set([1]), null, null], "[{1: 'a'}, {1}, None, None]"],
    arrays: [
      [Float32Array.of(0.5, 1), { shape: [1, 2], data: Int8Array.of(1, -2) }, null, null],
      '[array([0.5, 1. ], dtype=float32), array([[ 1, -2]], dtype=int8), None, None]',
    ],
    matrix: [
      new NdColumn([4, 2], BigUint64Array.of(1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n)),
      '[array([1, 2], dtype=uint64), array([3, 4], dtype=uint64), ' +
        'array([5, 6], dtype=uint64), array([7, 8], dtype=uint64)]',
    ],
    empty: [
      [new Float64Array(0), { shape: [0, 2], data: new Int32Array(0) }, null, null],
      '[array([], dtype=float64), array([], shape=(0, 2), dtype=int32), None, None]',
    ],
    dates: [
      [new Date('2024-02-29T12:34:56.789Z'), null, null, null],
      '[datetime.datetime(2024, 2, 29, 12, 34, 56, 789000, tzinfo=datetime.timezone.utc), None, None, None]',
    ],
  };
  const table = Object.fromEntries(Object.entries(columns).map(([key, [column]]) => [key, column]));
  const expected = Object.fromEntries(
    Object.entries(columns).map(([key, [, repr]]) => [key, repr]),
  );

  test.each([
    ['pickle.load', 'pickle.load(open(sys.argv[1], "rb"))'],
    ['pickle in pure Python', 'pickle._load(open(sys.argv[1], "rb"))'],
    ['pandas.read_pickle', 'pandas.read_pickle(sys.argv[1])'],
  ])('%s, value by value', async (_, load) => {
    const file = join(folder, 'values.pkl');
    await store.save(file, table);
    const script = `
import json, pandas, pickle, sys
print(json.dumps({key: repr(column) for key, column in ${load}.items()}))`;
    expect(python(script, file)).toEqual(expected);
  });

  test('with the standard library alone, if there are no arrays', async () => {
    const file = join(folder, 'plain.pkl');
    await store.save(file, { x: [0.5, null], when: [new Date(0), null] });
    const script = `
import json, pickle, sys
d = pickle.load(open(sys.argv[1], "rb"))
print(json.dumps([d["x"], d["when"][0].isoformat(), "numpy" in sys.modules]))`;
    expect(python(script, file)).toEqual([[0.5, null], '1970-01-01T00:00:00+00:00', false]);
  });

  test('arrays whose elements can be changed', async () => {
    const file = join(folder, 'writable.pkl');
    await store.save(file, { v: [Float64Array.of(1, 2)] });
    const script = `
import json, pickle, sys
v = pickle.load(open(sys.argv[1], "rb"))["v"][0]
v[0] = 7
print(json.dumps(v.tolist()))`;
    expect(python(script, file)).toEqual([7, 2]);
  });
});

const key = fc.string({ unit: 'binary', maxLength: 5 });
const scalar = fc.oneof(
  fc.double(),
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }),
  fc.string({ unit: 'binary' }),
  fc.boolean(),
  fc.constant(null),
  fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
  fc.uint8Array(),
);
const hashable = fc.oneof(fc.integer({ min: 2 }), fc.string());
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('any')),
    fc.dictionary(key, tie('any')),
    fc.array(fc.tuple(hashable, tie('any'))).map((pairs) => new Map(pairs)),
    fc.array(hashable).map((items) => new Set(items)),
    fc.oneof(fc.float64Array(), fc.float32Array(), fc.int16Array(), fc.bigInt64Array()),
    fc.int32Array().map((data) => ({ shape: [1, data.length], data })),
  ),
})).any;
const column = (rows: number) =>
  fc.oneof(
    fc.array(fc.double(), { minLength: rows, maxLength: rows }),
    fc.array(fc.string(), { minLength: rows, maxLength: rows }),
    fc.array(value, { minLength: rows, maxLength: rows }),
  );
const table = fc.integer({ min: 0, max: 5 }).chain((rows) => fc.dictionary(key, column(rows)));
const appended = fc.array(table, { minLength: 1, maxLength: 4 });

/** Loads each file, and writes it again with every protocol. */
const COPY = `
import pickle, sys
for i in range(int(sys.argv[2])):
    with open(f"{sys.argv[1]}/{i}.pkl", "rb") as f:
        d = pickle.load(f)
    for protocol in range(6):
        with open(f"{sys.argv[1]}/{i}.{protocol}.pkl", "wb") as f:
            pickle.dump(d, f, protocol)
print("true")`;

test('tables go to Python and back, by every protocol, after appends of any kind', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(appended, { minLength: 40, maxLength: 40 }), async (files) => {
      for (const [i, tables] of files.entries()) {
        const file = join(folder, `${i}.pkl`);
        await store.save(file, {});
        for (const part of tables) await store.append(file, part);
      }
      python(COPY, folder, String(files.length));
      for (const i of files.keys()) {
        const own = comparableTable(await store.load(join(folder, `${i}.pkl`)));
        for (let protocol = 0; protocol < 6; protocol++) {
          const copy = await store.load(join(folder, `${i}.${protocol}.pkl`));
          expect(comparableTable(copy)).toEqual(own);
        }
      }
    }),
    { numRuns: 2, endOnFailure: true },
  );
}, 60_000);

test('what is appended at once and piece by piece is the same in values', async () => {
  await fc.assert(
    fc.asyncProperty(table, async (whole) => {
      const file = join(folder, 'whole.pkl');
      await store.save(file, whole);
      expect(comparableTable(await store.load(file))).toEqual(comparableTable(whole));
      await store.append(file, whole);
      expect(comparableTable(await store.load(file))).toEqual(
        comparableTable(concatTables([whole, whole])),
      );
    }),
    { numRuns: 100 },
  );
});

test('Python that reads while rows are appended sees whole appends at every instant', async () => {
  const file = join(folder, 'live.pkl');
  const stop = join(folder, 'stop');
  await store.save(file, { n: [0], s: ['0'] });
  const script = `
import os, pickle, sys
reads, most = 0, 0
print("ready", flush=True)
while not os.path.exists(sys.argv[2]):
    with open(sys.argv[1], "rb") as f:
        d = pickle.load(f)
    rows = len(d["n"])
    assert d["n"] == list(range(rows)) and d["s"] == [str(n) for n in d["n"]], d
    assert (rows - 1) % 3 == 0 and rows >= most, rows
    reads, most = reads + 1, rows
print(reads)`;
  const reader = spawn(PYTHON, ['-c', script, file, stop], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  reader.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const exit = once(reader, 'exit');
  await once(reader.stdout, 'data');
  for (let n = 1; n < 450; n += 3) {
    await store.append(file, { n: [n, n + 1, n + 2], s: [n, n + 1, n + 2].map(String) });
  }
  writeFileSync(stop, '');
  expect((await exit)[0]).toBe(0);
  expect(Number(output.split('\n')[1])).toBeGreaterThan(0);
}, 30_000);
