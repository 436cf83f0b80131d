import { expect, test } from '@jest/globals';
import { findRule } from '../../src/model/find-rule.ts';
import { ruleText } from '../../src/model/rule-text.ts';
import { isPlanted, planted } from './planted-rules.ts';

/** Spaces with a rule on one parameter, on two, and without a rule; bench/report/rules.ts takes 200. */
const SPACES = 25;

test('planted rules are found, and hardly one is found where there is none', () => {
  const [found, wrong] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (const parameters of [0, 1, 2]) {
    for (let seed = 1; seed <= SPACES; seed++) {
      const space = planted(1000 * parameters + seed, parameters);
      const rule = findRule(space.axes, space.isFailed);
      if (isPlanted(rule, space)) found[parameters]!++;
      else if (rule !== undefined) wrong[parameters]!++;
    }
  }
  expect(found[1]).toBeGreaterThanOrEqual(0.9 * SPACES);
  expect(found[2]).toBeGreaterThanOrEqual(0.9 * SPACES);
  expect(Math.max(...wrong)).toBeLessThanOrEqual(0.02 * SPACES);
});

test('a rule is told as psy failures tells regions', () => {
  const bins = {
    key: 'a',
    of: new Uint16Array(),
    labels: ['1', '2', '3'],
    bounds: [
      [1, 1],
      [2, 2],
      [3, 3],
    ] as const,
  };
  const text = (chosen: number[]) =>
    ruleText({ conditions: [{ bins, chosen }], rows: 1, failed: 1 });
  expect([[1], [1, 2], [0, 1]].map(text)).toEqual([['a = 2'], ['a >= 2'], ['a <= 2']]);
});
