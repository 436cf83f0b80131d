import { expect, test } from '@jest/globals';
import { param, range } from '@psyrun/pspace';
import { binsOf, NO_BIN, numberBins } from '../../src/model/bins.ts';
import { spaceAxis } from '../../src/model/space-axis.ts';

const axisOf = (values: unknown[]) =>
  spaceAxis(
    param({ a: values as number[] }).freeze(),
    'a',
    values.map((_, i) => i),
  );

test('each value is a bin if they are few', () => {
  const bins = binsOf(axisOf([2, 1, NaN, 2]), 5);
  expect([[...bins.of], bins.labels]).toEqual([
    [1, 0, NO_BIN, 1],
    ['1', '2'],
  ]);
});

test('many numbers are ranges that hold all of them', () => {
  const { of, bounds } = binsOf(axisOf([...range(1000)]), 10);
  of.forEach((bin, i) => {
    const [from, to] = bounds![bin]!;
    expect(from <= i && i <= to).toBe(true);
  });
  expect(new Set(of).size).toBe(10);
});

test('many other values share the last bin', () => {
  const bins = binsOf(axisOf(['a', 'b', 'c', 'd']), 2);
  expect([[...bins.of], bins.labels]).toEqual([
    [0, 1, 1, 1],
    ['a', '3 others'],
  ]);
});

test('numbers that are not finite have no bin', () => {
  expect([...numberBins('x', [1, NaN, Infinity, 2], 2).of]).toEqual([0, NO_BIN, NO_BIN, 1]);
  expect(numberBins('x', [NaN], 3).labels).toEqual([]);
  expect(numberBins('x', [4, 4], 3).labels).toEqual(['4']);
});
