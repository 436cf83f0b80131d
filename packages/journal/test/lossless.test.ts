import { describe, expect, jest, test } from '@jest/globals';
import { float, isPickled, isPsyrunError, Pickled, Scalar } from '@psyrun/core';
import fc from 'fast-check';
import { packBytes, unpack } from '../src/extensions.ts';
import { checkLossless, received, sendable } from '../src/lossless.ts';
import { packable } from '../src/packable.ts';

jest.setTimeout(30_000);

function roundTrip(value: unknown): unknown {
  return (unpack(packBytes(packable({ value }))) as { value: unknown }).value;
}

function refusalOf(row: Record<string, unknown>): string {
  try {
    checkLossless(row);
  } catch (error) {
    if (isPsyrunError(error, 'PSYRUN_RESULT_VALUE')) return error.fields['path'] as string;
    throw error;
  }
  return 'none';
}

describe('values that are loaded unchanged', () => {
  test.each<[string, unknown]>([
    ['NaN', NaN],
    ['minus zero', -0],
    ['infinities', [Infinity, -Infinity]],
    ['the largest integers', [2 ** 53 - 1, -(2 ** 53) + 1, 2 ** 60]],
    ['undefined, also in lists', [undefined, null, [undefined]]],
    ['bigint', [0n, -5n, 2n ** 200n]],
    ['dates', [new Date(0), new Date(-1), new Date(8.64e15), new Date(1700000000123)]],
    [
      'maps',
      new Map<unknown, unknown>([
        ['a', new Map([[1, -0]])],
        [NaN, undefined],
      ]),
    ],
    ['sets', new Set([1, 'a', new Set([2n])])],
    ['bytes', Uint8Array.of(1, 2, 255)],
    ['typed numbers', [float(1), float(-0), new Scalar('int8', -1), new Scalar('float32', 0.5)]],
    ['large typed numbers', [new Scalar('uint64', 2n ** 63n), new Scalar('int64', 5)]],
    ['n-d array', { shape: [2, 2], data: Float32Array.of(1, 2, 3, NaN) }],
    ['text', ['', 'naïve 🙂', 'x'.repeat(70000), '\0']],
    ['nested objects', { a: { b: [{ c: -0 }] }, '': 1, constructor: 2 }],
    ['typed array elements', new Float64Array([NaN, -0, 1e-320])],
  ])('%s', (_, value) => {
    expect(roundTrip(value)).toStrictEqual(value);
  });

  test.each([
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    BigInt64Array,
    BigUint64Array,
    Float32Array,
    Float64Array,
  ])('%p, at any offset of its memory', (TypedArray) => {
    const view = new TypedArray(new ArrayBuffer(40), 8, 2);
    (view as { [i: number]: unknown })[1] = typeof view[0] === 'bigint' ? 7n : 7;
    expect(roundTrip(['padding', view])).toStrictEqual(['padding', view]);
  });

  test('pickled values, with what stands for them', () => {
    const pickled = new Pickled([1, float(2), -0], Uint8Array.of(0x80, 4, 0x2e));
    const read = roundTrip([pickled]) as Pickled[];
    expect(isPickled(read[0])).toBe(true);
    expect(read).toStrictEqual([pickled]);
    expect(received(sendable({ value: pickled }))).toStrictEqual({ value: pickled });
  });

  test('an n-d array of any class, as shape and data', () => {
    class Grid {
      readonly shape = [1, 2];
      readonly data = Int16Array.of(3, 4);
    }
    expect(roundTrip(new Grid())).toStrictEqual({ shape: [1, 2], data: Int16Array.of(3, 4) });
  });

  test('every value of fast-check is read back unchanged, or refused', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withNullPrototype: true,
      withSparseArray: false,
    });
    fc.assert(
      fc.property(anything, (value) => {
        if (refusalOf({ value }) !== 'none') return;
        expect(roundTrip(value)).toEqual(value);
        expect(packable({ value: roundTrip(value) })).toEqual(packable({ value }));
      }),
      { numRuns: 500 },
    );
  });

  test('the value that is read shares no memory with the file', () => {
    const bytes = packBytes(packable({ data: Uint8Array.of(1) }));
    const read = unpack(bytes) as { data: Uint8Array };
    bytes.fill(0);
    expect(read.data).toEqual(Uint8Array.of(1));
  });
});

describe('values that are refused by name', () => {
  class Model {}
  const self: unknown[] = [];
  self.push(self);
  test.each<[string, unknown, string]>([
    ['function', { a: [0, { b: () => 1 }] }, 'value.a[1].b'],
    ['symbol', Symbol('s'), 'value'],
    ['class instance', [new Model()], 'value[0]'],
    ['error', new Error('no'), 'value'],
    ['regular expression', /x/, 'value'],
    ['promise', Promise.resolve(1), 'value'],
    [
      'class instance with more than shape and data',
      new (class {
        shape = [];
        data = new Int8Array(1);
        unit = 'm';
      })(),
      'value',
    ],
    ['invalid date', new Date(NaN), 'value'],
    ['lone surrogate', '\ud800', 'value'],
    ['DataView', new DataView(new ArrayBuffer(1)), 'value'],
    ['ArrayBuffer', new ArrayBuffer(1), 'value'],
    ['instance in a map', new Map([[1, new Model()]]), 'value[1]'],
    ['__proto__', JSON.parse('{"__proto__": 1}'), 'value.__proto__'],
  ])('%s', (_, value, path) => {
    expect(refusalOf({ value })).toBe(path);
  });

  test('a value that contains itself', () => {
    expect(refusalOf({ self })).toBe('self[0]');
    expect(() => checkLossless({ self })).toThrow('it is circular, the same object as "self"');
  });
});

test('a row with typed numbers crosses to another process as bytes, any other as it is', () => {
  const typed = { deep: new Map([['a', [float(1)]]]) };
  const sent = structuredClone(sendable(typed));
  expect(received(sent)).toStrictEqual(typed);
  const plain = { big: 2n, data: Float64Array.of(1) };
  expect(sendable(plain)).toBe(plain);
});

test.each([
  ['holes', new Array(2 ** 32 - 1)],
  ['one element far away', Object.assign([], { 1_000_000_000: 1 })],
])('a list of %s is refused before it fills the memory', (_name, list) => {
  expect(refusalOf({ y: list })).toBe('y');
});

test('a long list with few holes is kept', () => {
  const list: unknown[] = [];
  for (let i = 0; i < 1_000_001; i++) if (i !== 5) list[i] = `${i % 7}`;
  expect(refusalOf({ y: list })).toBe('none');
});
