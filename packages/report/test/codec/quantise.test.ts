import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { errorOf, quantise, tableOf } from '../../src/codec/quantise.ts';

const decoded = (numbers: Float64Array, bits: number) => {
  const { codes, scale } = quantise(numbers, bits);
  const table = tableOf(scale);
  return { numbers: Array.from(codes, (code) => table[code]!), scale, codes };
};
const spread = (seed: number, count: number) =>
  Float64Array.from({ length: count }, (_, i) => Math.sin(seed + i * 1.7) * (i + 1));

test('few different numbers are kept exactly, and so are NaN and infinities', () => {
  const values = Float64Array.of(NaN, 0.1, -Infinity, Infinity, 0.1, 1e308, -5e-324);
  expect(decoded(values, 10).numbers).toEqual([...values]);
});

test('no number is further off than the error says', () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(10, 16), fc.boolean(), (seed, bits, wide) => {
      const numbers = spread(seed % 1000, 3000).map((x) => (wide ? Math.abs(x) ** 3 + 1e-6 : x));
      const { numbers: back, scale, codes } = decoded(numbers, bits);
      expect(scale.kind).toBe(wide ? 'log' : 'linear');
      expect(Math.max(...codes)).toBeLessThan(2 ** bits);
      const { absolute, relative } = errorOf(scale);
      expect(absolute + relative).toBeGreaterThan(0);
      const beyond = numbers.filter((number, i) => {
        const most = absolute + relative * number;
        return Math.abs(back[i]! - number) > most * 1.000001;
      });
      expect([...beyond]).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test('the least and the most number of a wide range are finite', () => {
  const numbers = Float64Array.from({ length: 2000 }, (_, i) => (i - 1000) * 1.7e305);
  const { numbers: back } = decoded(numbers, 16);
  expect(back.every(Number.isFinite)).toBe(true);
  expect([back[0], back.at(-1)]).toEqual([numbers[0], numbers.at(-1)]);
});
