import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { int64Of, numbersOf } from '../../src/array/int64-words.ts';

test('safe integers are written as bigints would be', () => {
  fc.assert(
    fc.property(fc.array(fc.maxSafeInteger()), (integers) => {
      expect(int64Of(integers, integers.length)).toEqual(BigInt64Array.from(integers, BigInt));
    }),
  );
});

test('integers are read as numbers where these are exact, signed and unsigned', () => {
  const exact = (value: bigint) => (Number.isSafeInteger(Number(value)) ? Number(value) : value);
  fc.assert(
    fc.property(fc.array(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)), (bigints) => {
      const small = bigints.flatMap((value) => [value, value >> 10n, value >> 32n]);
      for (const data of [BigInt64Array.from(small), BigUint64Array.from(small)]) {
        expect(numbersOf(data)).toEqual(Array.from<bigint, unknown>(data, exact));
      }
    }),
  );
});

test('a part of an array is read from its own beginning', () => {
  expect(numbersOf(BigInt64Array.of(1n, -2n, 2n ** 53n).subarray(1))).toEqual([-2, 2n ** 53n]);
});
