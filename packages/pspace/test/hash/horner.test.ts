import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { reduce } from '../../src/hash/field.ts';
import { Horner } from '../../src/hash/horner.ts';

const PRIME = 2n ** 127n - 1n;
const extreme = fc.constantFrom(0n, 1n, PRIME - 1n, 2n ** 126n, 2n ** 22n - 1n, 2n ** 110n);
const element = fc.oneof(fc.bigInt({ min: 0n, max: PRIME - 1n }), extreme);

test('is the polynomial, as bigints have it', () => {
  fc.assert(
    fc.property(element, fc.array(element, { maxLength: 40 }), (point, coefficients) => {
      const polynomial = new Horner(point);
      for (const one of coefficients) polynomial.add(one);
      expect(polynomial.value()).toBe(coefficients.reduce((s, c) => (s * point + c) % PRIME, 0n));
    }),
  );
});

test('the largest limbs are exact', () => {
  const polynomial = new Horner(PRIME - 1n);
  let sum = 0n;
  for (let i = 0; i < 1000; i++) {
    polynomial.add(PRIME - 1n);
    sum = (sum * (PRIME - 1n) + PRIME - 1n) % PRIME;
  }
  expect(polynomial.value()).toBe(sum);
  const all = new Horner(1n);
  all.add(PRIME);
  expect(all.value()).toBe(0n);
});

test('words are the upper 127 of their 128 bits', () => {
  const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  fc.assert(
    fc.property(fc.tuple(word, word, word, word), (words) => {
      const polynomial = new Horner(3n);
      polynomial.addWords(...words);
      const bits = words.reduceRight((sum, one) => (sum << 32n) | BigInt(one), 0n);
      expect(polynomial.value()).toBe(reduce(bits >> 1n));
    }),
  );
});
