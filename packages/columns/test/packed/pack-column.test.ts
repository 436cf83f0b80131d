import { describe, expect, test } from '@jest/globals';
import { float, Scalar } from '@psyrun/core';
import fc from 'fast-check';
import { ndArray, NdColumn } from '../../src/index.ts';
import { packColumn } from '../../src/packed/pack-column.ts';
import { unpackColumn } from '../../src/packed/unpack-column.ts';

function itself(): unknown[] {
  const list: unknown[] = [];
  list.push(list, list);
  return list;
}

/** One number, as a list of twice the same list, so many times over. */
function doubled(times: number): unknown {
  return times === 0 ? [1] : Array<unknown>(2).fill(doubled(times - 1));
}

const packed = (values: readonly unknown[]) => packColumn('key', values);
const refusal = (values: readonly unknown[]) => {
  try {
    packed(values);
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('packColumn chooses the narrowest type that holds every value', () => {
  test.each<[string, readonly unknown[], ArrayLike<unknown>]>([
    ['safe integers', [1, -1, 2 ** 53 - 1], BigInt64Array.of(1n, -1n, 2n ** 53n - 1n)],
    ['negative zero is a float', [1, -0], Float64Array.of(1, -0)],
    ['integers beyond 2^53 are floats', [1, 2 ** 60], Float64Array.of(1, 2 ** 60)],
    ['one float makes all floats', [1, 0.5], Float64Array.of(1, 0.5)],
    ['missing numbers', [1, null, undefined], Float64Array.of(1, NaN, NaN)],
    ['missing values only', [null, null], Float64Array.of(NaN, NaN)],
    ['no rows', [], new Float64Array(0)],
    ['bigints', [-(2n ** 63n), 7], BigInt64Array.of(-(2n ** 63n), 7n)],
    ['large bigints', [0, 2n ** 64n - 1n], BigUint64Array.of(0n, 2n ** 64n - 1n)],
    ['bigints with gaps, if exact', [2n ** 60n, null], Float64Array.of(2 ** 60, NaN)],
    ['arrays without an axis', [ndArray([], Float64Array.of(2)), null], Float64Array.of(2, NaN)],
    ['booleans', [true, false], Uint8Array.of(1, 0)],
    ['complex numbers and numbers', [{ re: 1, im: -2 }, 3, null], [1, -2, 3, 0, NaN, 0]],
  ])('%s', (_, values, data) => {
    expect([...(packed(values).data as Iterable<unknown>)]).toEqual(Array.from(data));
    if (ArrayBuffer.isView(data)) expect(packed(values).data).toEqual(data);
  });

  test('typed arrays and n-d columns are not changed', () => {
    const floats = Float32Array.of(1, 2, 3, 4);
    expect(packColumn('x', floats).data).toBe(floats);
    const column = new NdColumn([2, 2], floats);
    expect(packColumn('x', column)).toEqual({ kind: 'number', shape: [2, 2], data: floats });
    expect(packColumn('x', column).data).toBe(floats);
  });

  test('ragged and missing n-d values are padded with NaN', () => {
    const { shape, data } = packed([[1, 2], null, [3]]);
    expect(shape).toEqual([3, 2]);
    expect(data).toEqual(Float64Array.of(1, 2, NaN, NaN, 3, NaN));
  });
});

describe('packColumn refuses, naming the key', () => {
  test.each<[string, readonly unknown[], RegExp]>([
    ['several kinds', [1, 2, 'a', 'b'], /"key" holds values of several kinds \(row 2\)/],
    ['objects', [{ a: 1 }], /"key" holds objects/],
    ['bytes', [Uint8Array.of(1)], /"key" holds byte strings/],
    ['dates', [new Date(0)], /"key" holds dates/],
    ['lists of booleans of several lengths', [[true], [true, false]], /row 1 has shape \[2\]/],
    ['missing lists of strings', [['a'], null], /Row 1 has no value for "key"/],
    ['lists of several kinds', [['a'], [true]], /row 1 has a list with values of several kinds/],
    ['different numbers of axes', [[1], [[1]]], /row 1 has shape \[1, 1\], and row 0 has \[1\]/],
    [
      'an array whose shape does not fit',
      [{ shape: [3], data: Float64Array.of(1) }],
      /"key": .*shape \[3\]/,
    ],
    ['a negative axis', [{ shape: [-1], data: new Float64Array(0) }], /"key": .*shape \[-1\]/],
    ['a list that contains itself', [itself()], /row 0 has lists in lists that are too deep/],
    ['2^60 times the same', [doubled(60)], /row 0 has lists in lists that are too deep/],
    ['missing strings', ['a', null], /Row 1 has no value for "key", a column of strings/],
    ['missing booleans', [undefined, true], /Row 0 has no value for "key", a column of booleans/],
    ['integers of more than 64 bits', [2n ** 64n], /"key".* more than 64 bits/],
    ['integers of both extremes', [-1n, 2n ** 63n], /"key".* more than 64 bits/],
    ['bigints with gaps that no float holds', [2n ** 53n + 1n, null], /"key".*9007199254740993/],
  ])('%s', (_, values, message) => {
    expect(refusal(values)).toMatchObject({
      code: 'PSYRUN_STORE_VALUE',
      message: expect.stringMatching(message),
    });
  });
});

describe('unpacking returns the packed values', () => {
  const complex = fc.record({ re: fc.double(), im: fc.double() }, { noNullPrototype: true });
  const scalars = [fc.double(), fc.maxSafeInteger(), fc.boolean(), fc.string(), complex];
  test.each(scalars.map((arbitrary, i) => [i, arbitrary] as const))('kind %#', (_, arbitrary) => {
    fc.assert(
      fc.property(fc.array<unknown>(arbitrary), (values) => {
        expect([...unpackColumn(packed(values))]).toEqual(values);
      }),
    );
  });

  test('64-bit integers: numbers where exact, bigints elsewhere', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), (values) => {
        const back = [...unpackColumn(packed(values))] as (number | bigint)[];
        expect(back.map(BigInt)).toEqual(values);
        const exact = back.map((value) => typeof value === 'number');
        expect(exact).toEqual(values.map((value) => Number.isSafeInteger(Number(value))));
      }),
    );
  });

  test.each<[string, readonly unknown[], string]>([
    [
      'strings',
      [
        ['a', ''],
        ['b', 'c'],
      ],
      'string',
    ],
    ['booleans', [[true], [false]], 'boolean'],
    ['complex numbers', [[[{ re: 1, im: 2 }]], [[{ re: 0, im: -1 }]]], 'complex'],
    [
      'integers',
      [
        [1, 2],
        [3, -4],
      ],
      'number',
    ],
    [
      'integers and bigints',
      [
        [1, 2n ** 62n],
        [3, 4],
      ],
      'number',
    ],
    [
      'integers beyond those of int64',
      [
        [1, 2n ** 63n],
        [3, 4],
      ],
      'number',
    ],
  ])('lists of %s in every row', (_, values, kind) => {
    const column = packed(values);
    expect(column.kind).toBe(kind);
    expect([...unpackColumn(column)]).toEqual(values);
  });

  test('integers in lists are int64, as those of scalars; typed arrays keep their dtype', () => {
    expect(
      packed([
        [0, 1],
        [1, 0],
      ]).data,
    ).toBeInstanceOf(BigInt64Array);
    expect(
      packed([
        [0, 1],
        [1, 0.5],
      ]).data,
    ).toBeInstanceOf(Float64Array);
    expect(packed([[0, -0]]).data).toBeInstanceOf(Float64Array);
    expect(packed([[1, 2], [3]]).data).toBeInstanceOf(Float64Array);
    expect(packed([Float64Array.of(0, 1)]).data).toBeInstanceOf(Float64Array);
  });

  test('n-d booleans and strings are nested lists', () => {
    const data = ['a', 'b', 'c', 'd'];
    expect(unpackColumn({ kind: 'string', shape: [2, 2], data })).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });
});

describe('typed numbers', () => {
  const small = (value: number) => new Scalar('float32', value);
  const short = (value: number) => new Scalar('int16', value);
  test.each<[string, readonly unknown[], unknown]>([
    ['floats', [float(1), float(2)], Float64Array.of(1, 2)],
    ['one float among integers', [1, float(2)], Float64Array.of(1, 2)],
    ['float32', [small(1), small(0.5)], Float32Array.of(1, 0.5)],
    ['float32 and int16', [small(1), short(2)], Float32Array.of(1, 2)],
    ['float32 and integers', [small(1), 2], Float64Array.of(1, 2)],
    ['int16', [short(1), short(2)], Int16Array.of(1, 2)],
    ['int16 and a missing value', [short(1), null], Float64Array.of(1, NaN)],
    ['a float and a missing value', [float(1), null], Float64Array.of(1, NaN)],
    ['integers of 64 bits', [new Scalar('uint64', 2n ** 63n)], BigUint64Array.of(2n ** 63n)],
    [
      'lists with one float',
      [
        [1, float(2)],
        [3, 4],
      ],
      Float64Array.of(1, 2, 3, 4),
    ],
    ['lists of float32', [[small(1)], [small(2)]], Float32Array.of(1, 2)],
    ['complex numbers', [float(1), { re: 2, im: 3 }], Float64Array.of(1, 0, 2, 3)],
  ])('%s have the type that NumPy gives them', (_, values, data) => {
    expect(packed(values).data).toEqual(data);
  });
});
