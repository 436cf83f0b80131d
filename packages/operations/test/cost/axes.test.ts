import { expect, test } from '@jest/globals';
import { axesOf, type Axis } from '../../src/cost/axes.ts';

const rows = (...values: unknown[]) => values.map((x) => ({ x })) as never;

test('an axis has a scale for its numbers and their logarithms, and its values', () => {
  expect(axesOf(['x'], rows(1, 10, 100), rows(1, 100))).toEqual([
    {
      key: 'x',
      isBeyond: false,
      number: { middle: 50.5, half: 49.5 },
      log: { middle: Math.log(10), half: Math.log(10), shift: 0 },
      levels: ['1', '10', '100'],
    },
  ]);
});

test('where a value is 0, logarithms begin at the smallest value above it', () => {
  const [axis] = axesOf(['x'], rows(0, 0.5, 8), rows(4)) as Axis[];
  expect(axis!.log).toMatchObject({ shift: 0.5 });
  const [negative] = axesOf(['x'], rows(-1, 2), rows(2)) as Axis[];
  expect(negative).not.toHaveProperty('log');
});

test('values that are the same in all rows tell nothing', () => {
  expect(axesOf(['x'], rows('a', 'a'), rows('a'))).toEqual([]);
});

test('other values than the known ones go beyond them, or are between them', () => {
  const isBeyond = (...toCome: number[]) =>
    (axesOf(['x'], rows(0, 10, 20), rows(...toCome)) as Axis[])[0]!.isBeyond;
  expect([isBeyond(5), isBeyond(20.5), isBeyond(22), isBeyond(-5)]).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test('texts that no known row has make the cost unknown, unless many are known', () => {
  expect(axesOf(['x'], rows('a', 'b'), rows('c'))).toEqual({ unknown: 'x' });
  expect(axesOf(['x'], rows(...'abcdefghij'), rows('k'))).toEqual([]);
});

test('one number that all known rows have tells nothing of others, and these go beyond it', () => {
  expect(axesOf(['x'], rows(1, 1), rows(1, 2))).toEqual([{ key: 'x', isBeyond: true }]);
});
