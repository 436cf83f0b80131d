import { expect, test } from '@jest/globals';
import { param, range } from '@psyrun/pspace';
import { shownRows } from '../../src/report/shown-rows.ts';

test('a few rows are all shown', () => {
  expect(shownRows(param({ a: range(10) }), 10)).toBeUndefined();
});

test('of many, about as many as asked for are drawn, whatever surrounds them', () => {
  const space = param({ a: range(20_000) });
  const shown = shownRows(space, 2000)!;
  expect(shown.length).toBeGreaterThan(1800);
  expect(shown.length).toBeLessThan(2200);
  const part = space.slice(5000, 15_000);
  const again = shownRows(part, 1000)!;
  const first = shown.filter((i) => i >= 5000 && i < 15_000).map((i) => i - 5000);
  expect(again).toEqual(first);
});
