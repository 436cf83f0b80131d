import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PickleStore } from '../../src/index.ts';

const store = new PickleStore();
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psyrun-pickle-'));
  file = join(folder, 'table.pkl');
});
afterEach(() => rm(folder, { recursive: true }));

/** Pickles the value of an expression in Python. */
function pickled(expression: string): void {
  const imports = 'import pickle, sys, decimal, collections, numpy as np, pandas as pd';
  const script = `${imports}\npickle.dump(${expression}, open(sys.argv[1], 'wb'))`;
  execFileSync('/usr/bin/python3', ['-c', script, file], { stdio: 'pipe' });
}
const failure = (loading: Promise<unknown>) => loading.catch((error: unknown) => error as Error);

describe('inspect', () => {
  test('of a file of blocks says what its headers and its first rows say', async () => {
    const count = 3000;
    await store.save(file, {
      n: Array.from({ length: count }, (_, i) => i),
      x: Array.from({ length: count }, (_, i) => i / 2),
      s: Array.from({ length: count }, String),
      v: Array.from({ length: count }, (_, i) => [i, 0.5]),
    });
    await store.append(file, { n: [1], late: [2.5] });
    expect(await store.inspect(file)).toEqual({
      kind: 'Python pickle (.pkl)',
      bytes: (await stat(file)).size,
      rows: 3001,
      columns: [
        { key: 'n', dtype: 'int64', shape: [3001] },
        { key: 'x', dtype: 'float64', shape: [3001] },
        { key: 's', dtype: 'str', shape: [3001] },
        { key: 'v', dtype: 'float64', shape: [3001, 2] },
        { key: 'late', dtype: 'float64', shape: [3001] },
      ],
      others: [],
    });
  });

  test('of a table without rows or columns', async () => {
    await store.save(file, {});
    expect(await store.inspect(file)).toMatchObject({ rows: 0, columns: [], others: [] });
    await store.save(file, { x: [] });
    expect(await store.inspect(file)).toMatchObject({
      rows: 0,
      columns: [{ key: 'x', shape: [0] }],
    });
  });

  test('of a file of Python says which parts are no columns, and why', async () => {
    pickled(
      `{'x': [1, 2], 'a': np.zeros((2, 3), 'f4'), 1: [2], 'd': [decimal.Decimal(1)], 'n': 5}`,
    );
    const { columns, others, rows } = await store.inspect(file);
    expect({ columns, rows }).toEqual({
      columns: [
        { key: 'x', dtype: 'int64', shape: [2] },
        { key: 'a', dtype: 'float32', shape: [2, 3] },
      ],
      rows: 2,
    });
    expect(others).toEqual([
      { name: '1', reason: 'The key is not a string.' },
      { name: 'd', reason: expect.stringContaining('decimal.Decimal') },
      { name: 'n', reason: expect.stringContaining('holds 5 under the key "n"') },
    ]);
  });
});

test('the chosen columns of a file of Python are read, and others cannot fail', async () => {
  pickled(
    `{'x': [1, 2], 'df': pd.DataFrame({'a': [1, 2]}), 'd': [decimal.Decimal(1)], 2: 3, 'long': [1, 2, 3]}`,
  );
  expect(await store.load(file, { columns: ['x'] })).toEqual({ x: [1, 2] });
  const tables = [];
  for await (const table of store.scan(file, { columns: ['x'], batch: 1 })) tables.push(table);
  expect(tables).toEqual([{ x: [1] }, { x: [2] }]);
  await expect(store.load(file, { columns: ['x', 'd'] })).rejects.toThrow(
    /holds a decimal.Decimal/,
  );
  await expect(store.load(file, { columns: ['y'] })).rejects.toMatchObject({
    code: 'PSYRUN_COLUMN_NOT_FOUND',
  });
});

describe('a pickle that is no table says what it is and what can be done', () => {
  test.each([
    [`{1: [2]}`, 'with the key 1. The keys of a table are strings.', '{str(key)'],
    [`{b"a'": [2]}`, "with the key b'a\\x27'.", '{str(key)'],
    [`{None: [2]}`, 'with the key None.', '{str(key)'],
    [`{'x': [1], (1, 2): [2]}`, 'with the key a list or tuple.', '{str(key)'],
    [`[1, 2]`, 'is a pickle of a list or tuple, which is not a table.', "df.to_dict('list')"],
    [`'text'`, 'is a pickle of "text", which', 'A table is a dict'],
    [`np.zeros(3)`, 'is a pickle of an array, which', 'A table is a dict'],
    [`{'x': {'a': 1}}`, 'holds a dict under the key "x", where a table has', 'choose|columns'],
    [`{'x': np.float64(3)}`, 'holds 3 under the key "x"', 'columns: […]'],
    [`pd.DataFrame({'x': [1]})`, 'holds a pandas.core.frame.DataFrame', "df.to_dict('list')"],
    [`{'x': pd.Series([1])}`, 'holds a pandas.core.series.Series', "df.to_dict('list')"],
  ])('%s', async (expression, what, hint) => {
    pickled(expression);
    const error = await failure(store.load(file));
    expect((error as Error).message).toContain(what);
    expect((error as Error).message).toMatch(new RegExp(hint.replace(/[[\](){}.]/g, '\\$&')));
  });

  test.each([
    ['gzip', 'import gzip; gzip.open', 'gunzip'],
    ['bzip2', 'import bz2; bz2.open', 'bunzip2'],
    ['xz', 'import lzma; lzma.open', 'unxz'],
  ])('a pickle compressed with %s', async (name, opened, command) => {
    const script = `import pickle, sys; ${opened}(sys.argv[1], 'wb').write(pickle.dumps({'x': [1]}))`;
    execFileSync('/usr/bin/python3', ['-c', script, file]);
    await expect(store.load(file)).rejects.toThrow(
      `cannot be read as pickle: it is compressed with ${name}. Unpack it first, with ${command}.`,
    );
    await expect(store.inspect(file)).rejects.toMatchObject({ code: 'PSYRUN_FILE_FORMAT' });
  });
});

test.each([
  [`collections.defaultdict(list, {'x': [1, 2]})`, { x: [1, 2] }],
  [`collections.OrderedDict(x=[1, 2])`, { x: [1, 2] }],
  [`{'x': collections.deque([1, 2])}`, { x: [1, 2] }],
  [`{'x': [collections.Counter('aab')]}`, { x: [{ a: 2, b: 1 }] }],
])('containers of the collections module are read: %s', async (expression, table) => {
  pickled(expression);
  expect(await store.load(file)).toEqual(table);
});

describe('a pickle that is nested without end is refused at once', () => {
  const deep = 2_000_000;
  const run = (code: string) => Buffer.alloc(deep * code.length, code, 'latin1');
  const text = (code: string) => Buffer.from(code, 'latin1');
  const column = [text('\x80\x04}X\x01\0\0\0a')];
  test.each([
    ['lists', [...column, run(']'), Buffer.alloc(deep - 1, 'a'), text('s.')]],
    ['marks', [...column, run('('), run('l'), text('s.')]],
    ['tuples', [...column, text(')'), run('\x85'), text('s.')]],
    ['dicts', [...column, run('}N'), text('N'), run('s'), text('s.')]],
    [
      'a list that is the root',
      [text('\x80\x04'), run(']'), Buffer.alloc(deep - 1, 'a'), text('.')],
    ],
  ])(
    '%s',
    async (_, parts) => {
      await writeFile(file, Buffer.concat(parts));
      const error = await failure(store.load(file));
      expect((error as Error).message).toMatch(/nested deeper than 1000|which is not a table/);
    },
    60_000,
  );

  test('values that Python can pickle are read', async () => {
    pickled(`(lambda f: {'x': [f(f, 300)]})(lambda f, n: [] if n == 0 else [f(f, n - 1)])`);
    expect(JSON.stringify(await store.load(file))).toContain('['.repeat(300));
  });
});
