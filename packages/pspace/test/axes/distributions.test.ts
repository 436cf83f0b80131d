import { describe, expect, test } from '@jest/globals';
import { choice, logUniform, normal, param, uniform, type Axis } from '../../src/index.ts';

const COUNT = 20_000;

/** Every distribution as a function of count and seed. */
const builders: [string, (count: number, seed: number | string) => Axis][] = [
  ['uniform', (count, seed) => uniform(-2, 6, count, seed)],
  ['logUniform', (count, seed) => logUniform(1e-3, 1e3, count, seed)],
  ['normal', (count, seed) => normal(10, 2, count, seed)],
  ['choice', (count, seed) => choice(['a', 'b', 'c'], count, seed)],
];

describe.each(builders)('%s', (_, make) => {
  test('is the same with the same seed, and the start of a longer one', () => {
    expect(Array.from(make(50, 'x'))).toEqual(Array.from(make(50, 'x')));
    expect(Array.from(make(50, 'x'))).toEqual(Array.from(make(90, 'x')).slice(0, 50));
  });

  test('is different with another seed', () => {
    expect(Array.from(make(50, 1))).not.toEqual(Array.from(make(50, 2)));
    expect(Array.from(make(50, 1))).not.toEqual(Array.from(make(50, '1')));
  });

  test('finds its values', () => {
    const axis = make(100, 3);
    const values = Array.from(axis);
    expect(axis.indicesOf(values[40])).toEqual(
      values.flatMap((value, i) => (value === values[40] ? [i] : [])),
    );
  });

  test('refuses an unusable seed or count', () => {
    for (const bad of [() => make(1, NaN), () => make(-1, 0), () => make(0.5, 0)]) {
      expect(bad).toThrow(expect.objectContaining({ code: 'PSYRUN_ARGUMENT' }));
    }
  });
});

test('draws never change: they are part of frozen spaces and of old results', () => {
  expect(Array.from(uniform(0, 1, 3, 'frozen'))).toEqual([
    0.7627241775363018, 0.02861695972620515, 0.2533262778659283,
  ]);
  expect(Array.from(normal(0, 1, 3, 42))).toEqual([
    -0.280814381057521, 0.34698174160521683, -0.7589137222857605,
  ]);
  expect(Array.from(logUniform(1, 10, 3, 42))).toEqual([
    4.433705445375079, 3.3960741130967977, 9.175361280193519,
  ]);
});

/** The largest distance between the shares of draws and what the distribution says. */
function distance(values: number[], share: (value: number) => number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.max(...sorted.map((value, i) => Math.abs((i + 0.5) / sorted.length - share(value))));
}

/** A distance that one in a million samples exceeds (Kolmogorov and Smirnov). */
const UNLIKELY = 2.7 / Math.sqrt(COUNT);

test('uniform is uniform', () => {
  const values = Array.from(uniform(-2, 6, COUNT, 'shape'));
  expect(distance(values, (value) => (value + 2) / 8)).toBeLessThan(UNLIKELY);
});

test('logUniform is uniform in the logarithm', () => {
  const values = Array.from(logUniform(1e-3, 1e3, COUNT, 'shape'));
  expect(distance(values, (value) => (Math.log10(value) + 3) / 6)).toBeLessThan(UNLIKELY);
});

test('normal has its mean, deviation, symmetry and tails', () => {
  const values = Array.from(normal(10, 2, COUNT, 'shape'), (value) => (value - 10) / 2);
  const moment = (n: number) => values.reduce((sum, value) => sum + value ** n, 0) / COUNT;
  expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(COUNT));
  expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / COUNT));
  expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / COUNT));
  expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / COUNT));
});

test('choice takes every value equally often', () => {
  const drawn = Array.from(choice([1, 2, 3, 4], COUNT, 'shape'));
  for (const value of [1, 2, 3, 4]) {
    const share = drawn.filter((each) => each === value).length / COUNT;
    expect(Math.abs(share - 0.25)).toBeLessThan(5 * Math.sqrt(0.1875 / COUNT));
  }
});

test('two axes with the same draws are refused side by side, not in a product', () => {
  const a = uniform(0, 1, 3, 7);
  const b = uniform(5, 6, 3, 7);
  expect(() => param({ a, b })).toThrow(
    expect.objectContaining({ code: 'PSYRUN_ARGUMENT', fields: { keys: ['a', 'b'] } }),
  );
  expect(param({ a, b: normal(0, 1, 3, 7) }).length).toBe(3);
  expect(param({ a }).product(param({ b })).length).toBe(9);
});

describe('is refused', () => {
  test.each<[string, () => unknown]>([
    ['an interval back to front', () => uniform(1, 0, 3, 1)],
    ['an interval beyond the floats', () => uniform(-1e308, 1e308, 3, 1)],
    ['a logarithm of zero', () => logUniform(0, 1, 3, 1)],
    ['a negative deviation', () => normal(0, -1, 3, 1)],
    ['a choice from an empty list', () => choice([], 3, 1)],
    ['a choice from an object that only resembles a list', () => choice({ length: 1e9 }, 3, 1)],
    ['a bigint beside a number', () => uniform(0n as never, 1, 3, 1)],
    [
      'a seed that cannot be converted to a string',
      () => uniform(0, 1, 3, Object.create(null) as never),
    ],
  ])('%s', (_, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'PSYRUN_ARGUMENT' }));
  });
});
