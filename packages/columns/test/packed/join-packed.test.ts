import { describe, expect, test } from '@jest/globals';
import { float } from '@psyrun/core';
import fc from 'fast-check';
import { joinPacked, packedLike } from '../../src/packed/join-packed.ts';
import { packColumn } from '../../src/packed/pack-column.ts';
import { unpackColumn } from '../../src/packed/unpack-column.ts';
import type { PackedColumn } from '../../src/packed/packed-column.ts';

const pack = (values: readonly unknown[]) => packColumn('key', values);
const numbers = (data: Float32Array | Int32Array): PackedColumn => ({
  kind: 'number',
  shape: [data.length],
  data,
});

describe('joinPacked', () => {
  test.each<[string, (PackedColumn | number)[], ArrayLike<unknown>]>([
    ['floats stay floats', [pack([0.5]), pack([2])], Float64Array.of(0.5, 2)],
    ['integers become floats', [pack([2]), pack([0.5])], Float64Array.of(2, 0.5)],
    ['also before whole floats', [pack([2]), pack([float(3)])], Float64Array.of(2, 3)],
    ['a part without rows says nothing', [pack([2]), pack([])], BigInt64Array.of(2n)],
    [
      'a dtype stays',
      [numbers(Float32Array.of(1)), numbers(Float32Array.of(2))],
      Float32Array.of(1, 2),
    ],
    ['missing first', [2, pack([7])], Float64Array.of(NaN, NaN, 7)],
    ['missing last', [pack([7]), 1], Float64Array.of(7, NaN)],
    ['a part without rows takes the kind of the others', [pack([]), pack(['a', 'b'])], ['a', 'b']],
    ['shorter vectors are padded', [pack([[1]]), pack([[2, 3]])], Float64Array.of(1, NaN, 2, 3)],
    ['missing values before vectors', [pack([null]), pack([[1, 2]])], [NaN, NaN, 1, 2]],
    ['missing values after vectors', [pack([[1, 2]]), pack([null])], [1, 2, NaN, NaN]],
    [
      'a number becomes complex',
      [pack([1.5]), pack([{ re: 2, im: 3 }])],
      Float64Array.of(1.5, 0, 2, 3),
    ],
  ])('%s', (_, parts, data) => {
    const joined = joinPacked('key', parts).data;
    expect(Array.isArray(data) ? [...joined] : joined).toEqual(data);
  });

  test('numbers do not become strings', () => {
    expect(() => joinPacked('key', [pack([1]), pack(['a'])])).toThrow(/several kinds/);
  });

  test('equals packing all values at once', () => {
    const column = fc.oneof(
      fc.array(fc.double({ noNaN: true }), { minLength: 1 }),
      fc.array(fc.maxSafeInteger(), { minLength: 1 }),
      fc.array(fc.array(fc.double(), { minLength: 1, maxLength: 3 }), { minLength: 1 }),
    );
    const sameRank = (a: unknown, b: unknown) => Array.isArray(a) === Array.isArray(b);
    fc.assert(
      fc.property(column, column, (a, b) => {
        fc.pre(sameRank(a[0], b[0]));
        const joined = unpackColumn(joinPacked('key', [pack(a), pack(b)]));
        expect([...joined]).toEqual([...unpackColumn(pack([...a, ...b]))]);
      }),
    );
  });
});

test('packedLike refuses values that the other dtype cannot hold', () => {
  expect(packedLike(pack([2n ** 53n + 1n]), pack([0.5]))).toBeUndefined();
  expect(packedLike(pack([0.5]), pack([1]))).toBeUndefined();
  expect(packedLike(pack([[1, 2]]), pack([[1]]))).toBeUndefined();
  expect(packedLike(numbers(Int32Array.of(3)), pack([0.5]))?.data).toEqual(Float64Array.of(3));
});
