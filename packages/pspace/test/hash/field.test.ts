import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromBytes, geometricSum, minus, power, reduce, times } from '../../src/hash/field.ts';

const PRIME = 2n ** 127n - 1n;
const element = fc.oneof(
  fc.constantFrom(0n, 1n, 2n, PRIME - 2n, PRIME - 1n, 2n ** 64n),
  fc.bigInt({ min: 0n, max: PRIME - 1n }),
);

test.each([0n, 1n, PRIME - 1n, PRIME, PRIME + 1n, 2n * PRIME, 2n ** 127n, PRIME * (PRIME - 1n)])(
  'reduce(%p) is the rest of the division by the prime',
  (value) => {
    expect(reduce(value)).toBe(value % PRIME);
  },
);

test('a product is the rest of the division of the product', () => {
  fc.assert(
    fc.property(element, element, (a, b) => {
      expect(times(a, b)).toBe((a * b) % PRIME);
    }),
  );
});

test('a power is a repeated product, also for large exponents', () => {
  fc.assert(
    fc.property(element, fc.nat(40), (base, exponent) => {
      const repeated = Array.from({ length: exponent }).reduce<bigint>((a) => times(a, base), 1n);
      expect(power(base, exponent)).toBe(repeated);
      expect(power(base, BigInt(exponent))).toBe(repeated);
    }),
  );
  expect(power(3n, PRIME - 1n)).toBe(1n);
  expect(power(3n, 2 ** 53)).toBe(power(power(3n, 2 ** 27), 2 ** 26));
});

test('a geometric sum has that many terms', () => {
  const bases = element.filter((x) => x !== 1n);
  fc.assert(
    fc.property(bases, fc.nat(40), (x, terms) => {
      let sum = 0n;
      for (let i = 0; i < terms; i++) sum = reduce(sum + power(x, i));
      expect(geometricSum(x, terms)).toBe(sum);
    }),
  );
  expect([geometricSum(1n, 0), geometricSum(1n, 1)]).toEqual([0n, 1n]);
});

test('of 16 bytes or more, wherever they are in memory, the first 127 bits are taken', () => {
  const memory = Uint8Array.from({ length: 40 }, (_, i) => 200 + i);
  const bytes = memory.subarray(8, 32);
  const hex = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  expect(fromBytes(bytes)).toBe((BigInt(`0x${hex}`) >> 1n) % PRIME);
  expect(fromBytes(new Uint8Array(16).fill(255))).toBe(0n);
});

test('a difference is the rest of the division of the difference', () => {
  expect(minus(7n, 5n)).toBe(2n);
  expect(minus(5n, 5n)).toBe(0n);
  expect(minus(5n, 7n)).toBe(2n ** 127n - 3n);
});
