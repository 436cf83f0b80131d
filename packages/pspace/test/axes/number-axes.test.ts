import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { geomspace, linspace, logspace, range, type Axis } from '../../src/index.ts';
import { numpyBuilders, relativeError } from './numpy-builders.ts';

test('linspace has the numbers of NumPy to the last bit', () => {
  for (const { args, values } of numpyBuilders.linspace) {
    const [start, stop, count] = args;
    expect(Array.from(linspace(start, stop, count))).toEqual(values);
  }
});

test('range has the numbers of arange to the last bit', () => {
  for (const { args, values } of numpyBuilders.arange) {
    const [start, stop, step] = args;
    // A step back to zero is -0 here and 0 there, which are one value.
    expect(Array.from(range(start, stop, step), (value) => value + 0)).toEqual(values);
  }
});

test('logspace has the numbers of NumPy but for the last digit', () => {
  for (const { args, values } of numpyBuilders.logspace) {
    const [start, stop, count, base] = args;
    const axis = logspace(start, stop, count, base);
    expect(axis.length).toBe(values.length);
    const errors = values.map((value, i) => relativeError(axis.at(i)!, value));
    expect(Math.max(0, ...errors)).toBeLessThan(2.3e-16);
  }
});

test('geomspace has the numbers of NumPy but for the last digits, and its end points', () => {
  for (const { args, values } of numpyBuilders.geomspace) {
    const [start, stop, count] = args;
    const axis = geomspace(start, stop, count);
    expect(axis.length).toBe(values.length);
    const errors = values.map((value, i) => relativeError(axis.at(i)!, value));
    expect(Math.max(0, ...errors)).toBeLessThan(3e-13);
    expect(axis.at(0)).toBe(start);
    if (count > 1) expect(axis.at(-1)).toBe(stop);
  }
});

test('range counts from 0 or from a start', () => {
  expect(Array.from(range(3))).toEqual([0, 1, 2]);
  expect(Array.from(range(2, 5))).toEqual([2, 3, 4]);
  expect(Array.from(range(-2))).toEqual([]);
});

test('an axis of 10^12 values is made and searched without being counted through', () => {
  const axis = range(1e12);
  expect(axis.at(-1)).toBe(999_999_999_999);
  expect(axis.indicesOf(123_456_789_012n)).toEqual([123_456_789_012]);
  expect(axis.indicesOf(0.5)).toEqual([]);
});

describe('every value is found at all its places', () => {
  // No value of these axes is as far below zero as the one that is looked for in vain.
  const small = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  const positive = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
  const count = fc.integer({ min: 0, max: 30 });
  const axes: [string, fc.Arbitrary<Axis<number>>][] = [
    ['linspace', fc.tuple(small, small, count).map((args) => linspace(...args))],
    ['linspace of few floats', count.map((n) => linspace(1, 1 + 4 * Number.EPSILON, n))],
    ['linspace of subnormal floats', count.map((n) => linspace(0, 2e-323, n))],
    ['range', fc.tuple(small, positive, count).map(([a, s, n]) => range(a, a + s * n, s))],
    [
      'a falling range',
      fc.tuple(small, positive, count).map(([a, s, n]) => range(a, a - s * n, -s)),
    ],
    ['logspace', fc.tuple(small, small, count).map(([a, b, n]) => logspace(a / 99, b / 99, n))],
    ['geomspace', fc.tuple(positive, positive, count).map((args) => geomspace(...args))],
  ];
  test.each(axes)('%s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (axis) => {
        const values = Array.from(axis);
        const places = values.map((value) =>
          values.flatMap((other, i) => (other === value ? [i] : [])),
        );
        expect(values.map((value) => axis.indicesOf(value))).toEqual(places);
        expect(axis.indicesOf(-1e9)).toEqual([]);
        expect(axis.indicesOf(NaN)).toEqual([]);
        expect(axis.indicesOf('1')).toEqual([]);
      }),
    );
  });
});

describe('is refused', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['a step of 0', () => range(0, 1, 0), /step/],
    ['NaN', () => range(0, NaN), /stop/],
    ['an infinite end', () => linspace(0, Infinity, 3), /stop/],
    ['a range beyond the floats', () => linspace(-1e308, 1e308, 3), /stop - start/],
    ['half a value', () => linspace(0, 1, 2.5), /count/],
    ['a bigint beside a number', () => linspace(0n as never, 1, 3), /start/],
    [
      'an object that cannot be converted to a string',
      () => range(Object.create(null) as never),
      /stop .* an object/,
    ],
    ['less than no values', () => linspace(0, 1, -1), /count/],
    ['a negative base', () => logspace(0, 1, 2, -10), /base/],
    ['ratios through zero', () => geomspace(-1, 1, 3), /geomspace/],
    ['ratios from zero', () => geomspace(0, 1, 3), /geomspace/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(
      expect.objectContaining({
        code: 'PSYRUN_ARGUMENT',
        message: expect.stringMatching(message) as unknown,
      }),
    );
  });

  test.each<[string, () => unknown]>([
    ['more values than can be counted', () => range(0, 1, 1e-17)],
    ['a range whose length is beyond the floats', () => range(-1.7e308, 1.7e308, 1e-300)],
    ['to list a value that is everywhere', () => linspace(1, 1, 1e12).indicesOf(1)],
  ])('%s', (_, action) => {
    expect(action).toThrow(expect.objectContaining({ code: 'PSYRUN_SPACE_TOO_LARGE' }));
  });
});
