import { expect, test } from '@jest/globals';
import { exp, log } from '../../src/numeric/exp-log.ts';
import { normalQuantile } from '../../src/numeric/normal-quantile.ts';
import { numpyBuilders, relativeError } from '../axes/numpy-builders.ts';

test('exp is the nearest float', () => {
  for (const { x, value } of numpyBuilders.exp) expect(exp([x, 0])).toBe(value);
});

test('exp ends where the floats end', () => {
  expect([exp([710, 0]), exp([1e9, 0]), exp([-746, 0]), exp([-1e9, 0])]).toEqual([
    Infinity,
    Infinity,
    0,
    0,
  ]);
});

test('log is the nearest float, and its rest makes it exact', () => {
  for (const { x, value } of numpyBuilders.log) {
    const [high, low] = log(x);
    expect(high).toBe(value);
    if (x > 1e-290) expect(relativeError(exp([high, low]), x)).toBe(0);
  }
});

test('normal quantiles are those of SciPy to 15 digits', () => {
  for (const { p, value } of numpyBuilders.normalQuantile) {
    expect(Math.abs(normalQuantile(p) - value)).toBeLessThanOrEqual(
      2e-15 * Math.abs(value) + 1e-16,
    );
  }
});
