import { describe, expect, test } from '@jest/globals';
import { describeStore } from '../../src/store/describe-store.ts';
import type { TestRunner } from '../../src/test-runner.ts';
import { declaring } from './declaring.ts';
import { casesOf, failingCases } from './failing-cases.ts';
import { RightStore } from './right-store.ts';
import { WRONG_BATCHES } from './wrong-batches.ts';
import { WRONG_CHOICES } from './wrong-choices.ts';
import { WRONG_STORES } from './wrong-stores.ts';
import { WRONG_TABLE_STORES } from './wrong-table-stores.ts';
import { WRONG_VALUE_STORES } from './wrong-value-stores.ts';

describeStore({ describe, test, expect }, 'a correct store', () => new RightStore());

const WRONG = [
  ...WRONG_STORES,
  ...WRONG_VALUE_STORES,
  ...WRONG_TABLE_STORES,
  ...WRONG_CHOICES,
  ...WRONG_BATCHES,
];

/** Of the cases that let a wrong store pass, each store meets one in so many, and each case some store. */
const SAMPLE = 8;

describe('a store is caught that has', () => {
  test.each(WRONG.map((wrong, i) => [...wrong, i] as const))(
    '%s',
    async (_, Wrong, expected, i) => {
      const suite = (runner: TestRunner) => describeStore(runner, 'wrong', () => new Wrong());
      const isChosen = (name: string, at: number) =>
        expected.includes(name) || (at + i) % SAMPLE === 0;
      expect(await failingCases(suite, isChosen)).toEqual(expected);
    },
    60_000,
  );
});

test('every case of the suite catches one of them', () => {
  const caught = new Set(WRONG.flatMap(([, , cases]) => cases));
  const stores = [RightStore, declaring(), declaring('string')];
  const cases = stores.flatMap((Each) => {
    return casesOf((runner) => describeStore(runner, 'right', () => new Each()));
  });
  expect(cases.map(({ name }) => name).filter((name) => !caught.has(name))).toEqual([]);
});
