import { describe, expect, test } from '@jest/globals';
import { NdColumn } from '@psyrun/columns';
import { Axis, choice, freeze, fromTable, param, range, type Space } from '../src/index.ts';

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

/** The first nine units of this text end within the character 😀. */
const HALF = 'practice 😀'.slice(0, 10);

class Labels extends Axis<unknown> {
  readonly length = 2;
  readonly label: unknown;

  constructor(label: unknown) {
    super();
    this.label = label;
  }

  value(index: number): unknown {
    return index === 1 ? this.label : 'first';
  }

  indicesOf(): readonly number[] {
    return [];
  }

  freeze() {
    return { list: [] };
  }
}

describe('half of a character is refused when the space is built, naming the place', () => {
  test.each<[string, string, () => unknown]>([
    ['a scalar', 'text', () => param({ text: HALF })],
    ['a list', 'text[1]', () => param({ text: ['a', HALF] })],
    ['a nested list', 'text[0][1]', () => param({ text: [['a', HALF]] })],
    ['an object', 'text.label', () => param({ text: { label: HALF } })],
    ['an object in a list', 'text[1].a.b[0]', () => param({ text: [1, { a: { b: [HALF] } }] })],
    ['a key of an object', 'text[0]', () => param({ text: [{ [HALF]: 1 }] })],
    ['the name of a parameter', HALF, () => param({ [HALF]: [1] })],
    ['values to choose from', 'text[1]', () => param({ text: choice(['a', HALF], 3, 's') })],
    ['values of an axis of another class', 'text[1]', () => param({ text: new Labels(HALF) })],
    ['a table', 'text[1]', () => fromTable({ text: ['a', HALF] })],
    ['a value nested in a table', 'text[0].a', () => fromTable({ text: [{ a: HALF }] })],
    ['the name of a column', HALF, () => fromTable({ [HALF]: [1] })],
    ['the name of replicates', HALF, () => param({ a: 1 }).replicate(2, HALF)],
  ])('%s', (_, place, build) => {
    expect(build).toThrow(expect.objectContaining({ code: 'PSYRUN_VALUE', fields: { place } }));
    expect(build).toThrow(/has half of a character: ".*\\ud83d"\. /);
  });

  test('a column of another class', () => {
    const values = ['a', HALF];
    const column = {
      length: 2,
      at: (index: number) => values.at(index),
      [Symbol.iterator]: () => values.values(),
    };
    expect(() => param({ text: column })).toThrow(
      expect.objectContaining({ code: 'PSYRUN_VALUE', fields: { place: 'text[1]' } }),
    );
  });

  test('whole characters are taken', () => {
    const text = ['practice 😀', '\u{10ffff}', ''];
    expect(param({ text }).build()).toEqual({ text });
  });
});

describe('what no row can hold is refused when the space is built', () => {
  test.each<[string, () => unknown]>([
    ['a function to choose', () => param({ key: choice<unknown>([1, () => 1], 3, 's') })],
    ['a symbol', () => param({ key: ['a', Symbol('b')] as unknown[] })],
    ['undefined in an axis of another class', () => param({ key: new Labels(undefined) })],
    ['a function in a table', () => fromTable({ key: [1, () => 1] })],
    ['undefined in a table', () => fromTable({ key: [1, undefined] })],
  ])('%s', (_, build) => {
    expect(build).toThrow(
      expect.objectContaining({ code: 'PSYRUN_VALUE', fields: { place: 'key[1]' } }),
    );
  });

  test('a symbol as the name of a parameter', () => {
    expect(() => param({ a: 1, [Symbol('b')]: 2 })).toThrow(
      expect.objectContaining({
        code: 'PSYRUN_VALUE',
        message: expect.stringContaining('The parameter Symbol(b) has no name.') as unknown,
      }),
    );
  });
});

test('maps of a table are refused when its rows are saved, naming the place', () => {
  const space: Space = fromTable({ a: [1, 2], found: [null, new Map()] });
  expect(() => freeze(space)).toThrow(
    expect.objectContaining({ code: 'PSYRUN_VALUE', fields: { place: 'found[1]' } }),
  );
});

describe('an argument without values by key is refused', () => {
  test.each<[string, unknown, string?]>([
    ['nothing', undefined],
    ['a list', [1, 2]],
    ['a string', 'abc', '"abc"'],
    ['a long string', 'abcd'.repeat(100), `"${'abcd'.repeat(10)}…"`],
    ['a map', new Map([['a', [1]]])],
  ])('%s', (_, given, text = '') => {
    for (const make of [() => param(given as never), () => fromTable(given as never)]) {
      expect(make).toThrow(expect.objectContaining({ code: 'PSYRUN_ARGUMENT' }));
      expect(make).toThrow(`Expected an object with values by key, got ${text}`);
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
