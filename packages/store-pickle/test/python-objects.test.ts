import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { comparable } from '@psyrun/testkit';
import { PickleStore } from '../src/pickle-store.ts';

/** Debian's Python with its packages python3-numpy and python3-pandas. */
const PYTHON = '/usr/bin/python3';
const store = new PickleStore();
const folder = mkdtempSync(join(tmpdir(), 'psyrun-objects-'));
afterAll(() => rmSync(folder, { recursive: true }));
const PROTOCOLS = [0, 2, 5];

/** Writes `{"x": value}` for each expression and protocol to a file of its own. */
const SCRIPT = `
import collections, datetime, decimal, json, pickle, sys, uuid
from datetime import date, time, timedelta, timezone
import numpy as np
import pandas as pd
class Own: pass
folder, expressions, protocols = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3])
for expression in expressions:
    for protocol in protocols:
        name = f"{folder}/{expressions.index(expression)}.{protocol}.pkl"
        with open(name, "wb") as f:
            pickle.dump({"x": eval(expression)}, f, protocol)`;

function dumpAll(expressions: readonly string[]): string {
  const into = mkdtempSync(join(folder, 'dump-'));
  const args = [into, JSON.stringify(expressions), JSON.stringify(PROTOCOLS)];
  execFileSync(PYTHON, ['-c', SCRIPT, ...args]);
  return into;
}

async function valuesIn(file: string): Promise<unknown> {
  return Array.from((await store.load(file))['x']!, comparable);
}

const DAY = new Date('2024-02-29T00:00:00Z');
const NOON = new Date('2024-02-29T12:30:00.250Z');

const READ: readonly (readonly [string, unknown[]])[] = [
  ['[datetime.datetime(2024, 2, 29, 12, 30, 0, 250999)]', [NOON]],
  ['[datetime.datetime(2024, 2, 29, 13, 30, 0, 250000, timezone(timedelta(hours=1)))]', [NOON]],
  ['[datetime.datetime(2024, 2, 29, 12, 30, 0, 250000, fold=1)]', [NOON]],
  ['[date(2024, 2, 29), date(1, 1, 1)]', [DAY, new Date('0001-01-01T00:00:00Z')]],
  ['[timedelta(days=-1, microseconds=500), timedelta(0)]', [-86399.9995, 0]],
  ['[time(1, 2, 3, 4), time(1, 2, fold=1)]', ['01:02:03.000004', '01:02:00.000000']],
  [
    '[1 + 2j, bytearray(b"ab"), b"\\xff"]',
    [comparable({ re: 1, im: 2 }), { bytes: [97, 98] }, { bytes: [255] }],
  ],
  [
    '[collections.OrderedDict(b=1, a=2), {1: "x"}, {}]',
    [
      [
        ['b', 1],
        ['a', 2],
      ],
      { map: [[1, 'x']] },
      [],
    ],
  ],
  ['range(5, 0, -2)', [5, 3, 1]],
  ['(1, (2, 3))', [1, [2, 3]]],
  ['np.arange(3)', [0, 1, 2]],
  [
    'np.array([[1, 2], [3, 4]], order="F")',
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    'np.arange(24).reshape(2, 3, 4).T[:1]',
    [
      [
        [0, 12],
        [4, 16],
        [8, 20],
      ],
    ],
  ],
  ['np.array([1, -2], ">i2")', [1, -2]],
  ['np.array([0.5, -2, np.inf], ">f8")', [0.5, -2, Infinity]],
  ['np.array([0.5, -2], "f2")', [0.5, -2]],
  ['np.array([2**63, 1], "u8")', [2n ** 63n, 1]],
  ['np.array([[True], [False]])', [[true], [false]]],
  ['np.array(["a", "bcü", ""])', ['a', 'bcü', '']],
  ['np.array([b"a", b"bc"])', [{ bytes: [97] }, { bytes: [98, 99] }]],
  ['np.array([1 + 2j], "c8")', [comparable({ re: 1, im: 2 })]],
  ['np.array([{"a": 1}, None, [2]], dtype=object)', [[['a', 1]], null, [2]]],
  [
    'np.array([[1, "a"], [None, 2], [3, 4]], dtype=object, order="F")',
    [
      [1, 'a'],
      [null, 2],
      [3, 4],
    ],
  ],
  ['[np.array({"a": {"b": 1}}, dtype=object)]', [[['a', [['b', 1]]]]]],
  ['np.array(["2024-02-29", "NaT"], "M8[D]")', [DAY, null]],
  ['np.array(["2024-02-29T12:30:00.250"], "M8[ns]")', [NOON]],
  ['np.array(["2024-02"], "M8[M]")', [new Date('2024-02-01T00:00:00Z')]],
  ['np.array([90], "m8[m]")', [5400]],
  ['np.array([3 * 10**12], "m8[ps]")', [3]],
  ['np.array(["0099-01"], "M8[M]")', [new Date('0099-01-01T00:00:00Z')]],
  ['np.array([-1], "M8[us]")', [new Date(-1)]],
  [
    '[np.float32(0.5), np.int64(2**62), np.bool_(True), np.str_("ab")]',
    [0.5, 2n ** 62n, true, 'ab'],
  ],
  ['[np.array(5), np.zeros((0, 2)), np.uint8([1, 2])]', [5, [], [1, 2]]],
];

describe('objects of Python are read, by the oldest protocol and the newest', () => {
  let dumped: string;
  beforeAll(() => {
    dumped = dumpAll(READ.map(([expression]) => expression));
  });

  test.each(READ.map(([expression, expected], i) => ({ expression, expected, i })))(
    '$expression',
    async ({ expected, i }) => {
      for (const protocol of PROTOCOLS) {
        expect(await valuesIn(join(dumped, `${i}.${protocol}.pkl`))).toEqual(expected);
      }
    },
  );
});

test('the names that NumPy 2 uses', async () => {
  const file = join(dumpAll(['[np.arange(2.0), np.float64(7)]']), '0.5.pkl');
  const numpy2 = readFileSync(file, 'latin1')
    .replace('\x8c\x15numpy.core.multiarray', '\x8c\x16numpy._core.multiarray')
    .replace(/\x95.{8}/s, '');
  expect(numpy2).toContain('numpy._core');
  writeFileSync(file, numpy2, 'latin1');
  expect(await valuesIn(file)).toEqual([[0, 1], 7]);
});

describe('other objects of Python are refused by name', () => {
  const refused: readonly (readonly [string, string, string])[] = [
    ['[decimal.Decimal(1)]', 'PSYRUN_STORE_VALUE', 'decimal.Decimal'],
    ['pd.DataFrame({"a": [1]})', 'PSYRUN_STORE_VALUE', 'pandas.core.frame.DataFrame'],
    ['[np.ma.array([1])]', 'PSYRUN_STORE_VALUE', 'numpy.ma.core._mareconstruct'],
    ['[Own()]', 'PSYRUN_STORE_VALUE', '__main__.Own'],
    ['[uuid.UUID(int=5)]', 'PSYRUN_STORE_VALUE', 'holds a uuid.UUID'],
    ['np.zeros(2, [("a", "f8")])', 'PSYRUN_STORE_VALUE', 'a NumPy type "V8"'],
    ['np.zeros(2, "longdouble")', 'PSYRUN_STORE_VALUE', 'a NumPy type "f16"'],
    ['np.array([2**60], "M8[s]")', 'PSYRUN_STORE_VALUE', 'a date too far away'],
    ['np.array([1], "m8[M]")', 'PSYRUN_STORE_VALUE', 'a time in units of "M"'],
    ['[time(1, 2, tzinfo=timezone.utc)]', 'PSYRUN_STORE_VALUE', 'a datetime.time with a time zone'],
    ['[timezone.utc]', 'PSYRUN_STORE_VALUE', 'holds a datetime.timezone'],
    ['[{np.dtype("f8"): 1}]', 'PSYRUN_STORE_VALUE', 'holds a numpy.dtype'],
    ['[[{"a": set}]]', 'PSYRUN_STORE_VALUE', 'the class or function set itself'],
    ['range(2**40)', 'PSYRUN_STORE_VALUE', 'a range of 1099511627776 items'],
    ['5', 'PSYRUN_FILE_FORMAT', 'holds 5 under the key "x", where a table has a list'],
  ];
  let dumped: string;
  beforeAll(() => {
    dumped = dumpAll(refused.map(([expression]) => expression));
  });

  test.each(refused.map((each, i) => [...each, i] as const))('%s', async (_, code, what, i) => {
    for (const protocol of PROTOCOLS) {
      await expect(store.load(join(dumped, `${i}.${protocol}.pkl`))).rejects.toMatchObject({
        code,
        message: expect.stringContaining(what) as unknown,
      });
    }
  });
});
