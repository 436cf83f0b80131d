import { describe, expect, test } from '@jest/globals';
import { NdColumn } from '@psyrun/columns';
import { fromTable, param, range, type Space } from '../src/index.ts';

describe('is a scalar, the same in every row', () => {
  test.each<[string, unknown]>([
    ['a number', 7],
    ['a string', 'xyz'],
    ['an empty string', ''],
    ['a bigint', 7n],
    ['a boolean', false],
    ['null', null],
    ['NaN', NaN],
    ['a date', new Date(0)],
    ['bytes', Uint8Array.of(1, 2, 3)],
    ['an object', { length: 3, a: [1] }],
    ['an n-d array without axes', { shape: [], data: Float64Array.of(1) }],
  ])('%s', (_, value) => {
    expect([...param({ key: value, list: [1, 2] })]).toEqual([
      { key: value, list: 1 },
      { key: value, list: 2 },
    ]);
    expect([...param({ key: value })]).toEqual([{ key: value }]);
    expect(param({ key: value, list: [] }).length).toBe(0);
  });
});

describe('is a sequence of values', () => {
  test.each<[string, unknown, unknown[]]>([
    ['a list', ['a', [1], { b: 2 }], ['a', [1], { b: 2 }]],
    ['a typed array', Float32Array.of(1, 2), [1, 2]],
    ['bigints', BigInt64Array.of(1n), [1n]],
    ['what a builder returns', range(2), [0, 1]],
    [
      'an n-d array, along its first axis',
      { shape: [2, 1], data: Int8Array.of(1, 2) },
      [
        { shape: [1], data: Int8Array.of(1) },
        { shape: [1], data: Int8Array.of(2) },
      ],
    ],
    ['an n-d array of one axis', { shape: [2], data: Uint8Array.of(1, 2) }, [1, 2]],
    ['a column', new NdColumn([2], Int8Array.of(1, 2)), [1, 2]],
  ])('%s', (_, given, values) => {
    expect([...param({ key: given })]).toEqual(values.map((key) => ({ key })));
  });
});

test('later changes of a given list change nothing', () => {
  const list = [1, 2];
  const typed = Float64Array.of(1, 2);
  const space = param({ list, typed });
  list[0] = 9;
  typed[0] = 9;
  expect(space.at(0)).toEqual({ list: 1, typed: 1 });
});

describe('is refused, naming the place', () => {
  test.each<[string, unknown, string]>([
    ['undefined', undefined, 'key'],
    ['a function', () => 1, 'key'],
    ['a set', new Set([1]), 'key'],
    ['a map', new Map(), 'key'],
    ['a hole in a list', [1, , 2], 'key[1]'],
    ['an invalid date in a list', [new Date(NaN)], 'key[0]'],
    ['an instance of a class', [1, /x/], 'key[1]'],
  ])('%s', (_, value, place) => {
    expect(() => param({ key: value })).toThrow(
      expect.objectContaining({ code: 'PSYRUN_VALUE', fields: { place } }),
    );
  });

  test('a list that contains itself', () => {
    const list: unknown[] = [];
    list.push(list);
    expect(() => param({ key: list })).toThrow(expect.objectContaining({ code: 'PSYRUN_VALUE' }));
  });
});

describe('an argument without values by key is refused', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list', [1, 2]],
    ['a string', 'abc'],
    ['a map', new Map([['a', [1]]])],
  ])('%s', (_, given) => {
    for (const make of [() => param(given as never), () => fromTable(given as never)]) {
      expect(make).toThrow(expect.objectContaining({ code: 'PSYRUN_ARGUMENT' }));
    }
  });

  test('a table with a scalar for a column', () => {
    expect(() => fromTable({ a: [1], b: 'x' })).toThrow(
      expect.objectContaining({
        code: 'PSYRUN_ARGUMENT',
        message: expect.stringContaining('"b"') as unknown,
      }),
    );
  });
});

test('lists of different length are refused, naming the keys', () => {
  expect(() => param({ a: [1, 2], s: 'x', b: [3] })).toThrow(
    expect.objectContaining({
      code: 'PSYRUN_LENGTHS_DIFFER',
      message: expect.stringContaining('"a" has 2 values and "b" has 1') as unknown,
      fields: { keys: ['a', 'b'], lengths: [2, 1] },
    }),
  );
});

test('a table is its rows, whatever its columns are', () => {
  const table = {
    u: Uint8Array.of(1, 2),
    nd: new NdColumn([2, 1], Int8Array.of(3, 4)),
    s: ['a', 'b'],
  };
  const space: Space = fromTable(table);
  expect([...space]).toEqual([
    { u: 1, nd: { shape: [1], data: Int8Array.of(3) }, s: 'a' },
    { u: 2, nd: { shape: [1], data: Int8Array.of(4) }, s: 'b' },
  ]);
  expect(() => fromTable({ a: [1], b: [] })).toThrow(
    expect.objectContaining({ code: 'PSYRUN_LENGTHS_DIFFER' }),
  );
});
