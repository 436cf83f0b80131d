import { expect, test } from '@jest/globals';
import { param, range, uniform } from '@psyrun/pspace';
import { predictSeconds, type PredictedSeconds } from '../../src/cost/predict-seconds.ts';

const SPACE = param({ n: range(1, 101) })
  .product(param({ solver: ['euler', 'rk4', 'radau'] }))
  .product(param({ x: range(11) }));
const ROWS = Array.from({ length: SPACE.length }, (_, index) => SPACE.at(index));
/** Numbers from 0 to 1 for each row: its order, and its chance. */
const [ORDER, CHANCE] = ['order', 'chance'].map((seed) => {
  const drawn = param({ u: uniform(0, 1, SPACE.length, seed) });
  return Array.from({ length: SPACE.length }, (_, index) => drawn.at(index).u);
}) as [number[], number[]];

type Law = (row: { n: number; solver: string; x: number }, chance: number) => number;

/** Predicts the other rows from 5 % of them, chosen by chance. Returns it beside the truth. */
function predicted(law: Law) {
  const rows = ROWS.map((row, i) => ({
    row,
    seconds: law(row as never, CHANCE[i]!),
    order: ORDER[i]!,
  }));
  rows.sort((a, b) => a.order - b.order);
  const known = rows.slice(0, rows.length / 20);
  const rest = rows.slice(known.length);
  const toCome = { sample: rest.map(({ row }) => row), count: rest.length };
  const prediction = predictSeconds(SPACE.keys, known, toCome) as PredictedSeconds;
  return { ...prediction, truth: rest.reduce((sum, { seconds }) => sum + seconds, 0) };
}

/** A factor from 0.8 to 1.25. */
const about = (chance: number): number => 0.8 * 1.5625 ** chance;

const LAWS: Readonly<Record<string, Law>> = {
  constant: (_, chance) => about(chance),
  'a line': ({ x }, chance) => (0.2 + 0.5 * x) * about(chance),
  'a power': ({ n }, chance) => n ** 2.3 * about(chance),
  'an exponential': ({ x }, chance) => Math.exp(0.6 * x) * about(chance),
  'a product of two': ({ n, x }, chance) => n * (0.1 + x) * about(chance),
  'a sum of two': ({ n, x }, chance) => (n + 5 * x) * about(chance),
  'a factor for each text': ({ solver }, chance) => (solver === 'radau' ? 20 : 1) * about(chance),
  'a step': ({ x }, chance) => (x > 5 ? 20 : 1) * about(chance),
  'one of two by chance': (_, chance) => (chance < 0.3 ? 10 : 1),
  'a heavy tail': (_, chance) => (1 - chance) ** (-1 / 2.5),
};

test.each(Object.entries(LAWS))('durations by %s: the rest is predicted from 5 %%', (_, law) => {
  const { expected, least, most, truth } = predicted(law);
  expect(expected / truth).toBeGreaterThan(0.8);
  expect(expected / truth).toBeLessThan(1.2);
  expect(truth).toBeGreaterThan(least);
  expect(truth).toBeLessThan(most);
});

test('the range is narrow where durations follow a law, and wide where they do not', () => {
  const width = (name: string): number => {
    const { least, most } = predicted(LAWS[name]!);
    return most / least;
  };
  expect(width('a power')).toBeLessThan(1.2);
  expect(width('a heavy tail')).toBeGreaterThan(1.2);
});

test('values that go beyond the known ones are named, and a power goes on', () => {
  const rows = ROWS.map((row) => ({ row, seconds: row.n ** 2 * (1 + row.x) }));
  const known = rows.filter(({ row }) => row.n <= 10);
  const rest = rows.filter(({ row }) => row.n > 10);
  const toCome = { sample: rest.map(({ row }) => row), count: rest.length };
  const { expected, beyond } = predictSeconds(SPACE.keys, known, toCome) as PredictedSeconds;
  const truth = rest.reduce((sum, { seconds }) => sum + seconds, 0);
  expect(beyond).toEqual(['n']);
  expect(expected / truth).toBeCloseTo(1, 1);
});

test('a sample stands for all rows to come', () => {
  const known = ROWS.slice(0, 600).map((row) => ({ row, seconds: 2 }));
  const sample = ROWS.slice(0, 10);
  const { expected } = predictSeconds(['solver'], known, {
    sample,
    count: 1000,
  }) as PredictedSeconds;
  expect(expected).toBeCloseTo(2000);
});

test.each([
  ['no row has ended', 0, 'No row has ended yet.'],
  ['one row has ended', 1, 'Only 1 row has ended yet.'],
  ['too few rows have ended', 19, 'Only 19 rows have ended yet.'],
  [
    'rows to come have a text that no known row has',
    30,
    'No row with some of the values of solver that are to come has ended yet.',
  ],
])('the cost is not known if %s', (_, count, unknown) => {
  const euler = ROWS.filter(({ solver }) => solver === 'euler');
  const known = euler.slice(0, count).map((row) => ({ row, seconds: 1 }));
  expect(predictSeconds(SPACE.keys, known, { sample: ROWS, count: 9 })).toEqual({ unknown });
});
