import { expect, test } from '@jest/globals';
import { meansOf, poissonFit, type Link } from '../../src/cost/poisson-fit.ts';

const X = Float64Array.from({ length: 50 }, (_, i) => i / 25 - 1);
const ONE = new Float64Array(50).fill(1);
const columns = [ONE, X];

test.each<[Link, (x: number) => number]>([
  ['log', (x) => Math.exp(0.3 + 1.5 * x)],
  ['identity', (x) => 1 + 0.8 * x],
])('%s: values on a curve give its coefficients', (link, curve) => {
  const values = X.map(curve);
  const found = poissonFit(link, { values, columns, weights: ONE });
  const wanted = link === 'log' ? [0.3, 1.5] : [1, 0.8];
  expect(found[0]).toBeCloseTo(wanted[0]!, 4);
  expect(found[1]).toBeCloseTo(wanted[1]!, 4);
});

test.each<Link>(['log', 'identity'])('%s: means add up to the values', (link) => {
  const values = X.map((x, i) => (i % 7 === 0 ? 9 : 1) * (2 + x));
  const found = poissonFit(link, { values, columns, weights: ONE });
  const sum = (of: Float64Array): number => of.reduce((a, b) => a + b, 0);
  expect(sum(meansOf(link, found, columns)) / sum(values)).toBeCloseTo(1, 3);
});

test('one value that is very long does not make the fit diverge', () => {
  const values = Float64Array.from(X, (_, i) => (i === 49 ? 1000 : 0.01));
  const found = poissonFit('log', { values, columns, weights: ONE });
  expect([...found].every(Number.isFinite)).toBe(true);
  expect(Math.max(...meansOf('log', found, columns))).toBeLessThan(2000);
});

test('values that weigh nothing do not count', () => {
  const weights = ONE.map((_, i) => i % 2);
  const values = X.map((x, i) => (i % 2 === 1 ? Math.exp(x) : 50));
  expect(poissonFit('log', { values, columns, weights })[1]).toBeCloseTo(1, 4);
});
