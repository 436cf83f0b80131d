import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Row, Store, StoreValueKind } from '@psyrun/core';
import { param } from '@psyrun/pspace';
import { NpzStore } from '@psyrun/store-npz';
import { PickleStore } from '@psyrun/store-pickle';
import { mapPspaceHddBacked } from '../../src/on-disk/map-pspace-hdd-backed.ts';
import { StoreFit } from '../../src/on-disk/store-fit.ts';

const npz = new NpzStore();
const times = { startedAt: 0, duration: 0 };
const done = (index: number, row: Row) => ({ kind: 'done', index, row, ...times }) as const;

describe('parameters that a store cannot hold are refused before any row is evaluated', () => {
  const cases: [string, Row][] = [
    ['strings and the NaN of a sum', { a: ['x', NaN] }],
    ['strings and null', { a: ['x', null] }],
    ['dates', { a: [new Date(0)] }],
    ['an object', { a: { b: 1 } }],
  ];
  test.each(cases)('%s', (_, values) => {
    expect(() => new StoreFit(npz).requireParameters(param(values))).toThrow(
      expect.objectContaining({
        code: 'PSYRUN_STORE_VALUE',
        fields: expect.objectContaining({ key: 'a' }),
      }),
    );
    new StoreFit(npz, ['a']).requireParameters(param(values));
    new StoreFit(new PickleStore()).requireParameters(param(values));
  });

  test.each<[string, unknown[]]>([
    ['numbers with null', [1, null, 2.5]],
    ['only null', [null]],
    ['no rows', []],
    ['bigints and integers', [1n, 2]],
    ['complex numbers and others', [{ re: 1, im: 2 }, 3]],
    ['lists of different length', [[1, 2], [3]]],
    ['strings', ['a', 'b']],
    [
      'lists of strings',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
  ])('%s are accepted', async (_, values) => {
    new StoreFit(npz).requireParameters(param({ a: values }));
  });
});

test('warns about a result that the store cannot hold at its row, once for each key', () => {
  const fit = new StoreFit(npz);
  const warned = (index: number, row: Row) =>
    fit.warnings(done(index, row)).map(({ code, fields }) => [code, fields]);
  expect(warned(0, { x: 1, y: 2, z: 'ok', n: null })).toEqual([]);
  expect(warned(7, { x: 1, y: new Map([[1, 2]]) })).toEqual([
    ['PSYRUN_WARN_STORE_VALUE', { key: 'y', index: 7 }],
  ]);
  expect(warned(8, { x: 1, y: new Set([1]) })).toEqual([]);
  const [other] = fit.warnings(done(9, { z: new Date(0) }));
  expect(other!.message).toMatch(/Row 9 .*1970.* "z".*\.npz.*date/);
});

test('a store with a missing value accepts strings with null', () => {
  const values: StoreValueKind[] = ['string', 'null'];
  const store = { ext: '.x', capabilities: { values } } as unknown as Store;
  new StoreFit(store).requireParameters(param({ a: ['x', null] }));
  expect(() => new StoreFit(store).requireParameters(param({ a: ['x', 1] }))).toThrow(/several/);
});

test('a row that the store cannot hold is named by its index, and the others are saved', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'psyrun-fit-'));
  const file = join(folder, 'result.npz');
  const fn = ({ x }: { x: number }) => {
    if (x === 0) throw new Error('no');
    return { s: x === 2 ? 'ends with \0' : 'a' };
  };
  const mapped = mapPspaceHddBacked(fn, param({ x: [0, 1, 2, 3] }), file, npz);
  await expect(mapped).rejects.toMatchObject({
    code: 'PSYRUN_STORE_VALUE',
    message: expect.stringMatching(/cannot hold row 2\. Row 2 of "s" .* The other 2 rows are in/),
  });
  const { x } = await npz.load(join(folder, 'result.partial.npz'));
  expect([...x!]).toEqual([1, 3]);
  await rm(folder, { recursive: true });
});
