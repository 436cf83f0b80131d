import { describe, expect, test } from '@jest/globals';
import { describeStore } from '../../src/store/describe-store.ts';
import type { TestRunner } from '../../src/test-runner.ts';
import { failingCases } from './failing-cases.ts';
import { RightStore } from './right-store.ts';
import { WRONG_STORES } from './wrong-stores.ts';

describeStore({ describe, test, expect }, 'a store that is right', () => new RightStore());

/** Each of these runs the whole suite. */
describe('a store is caught that has', () => {
  test.each(WRONG_STORES)(
    '%s',
    async (_, Wrong, expected) => {
      const suite = (runner: TestRunner) => describeStore(runner, 'wrong', () => new Wrong());
      expect(await failingCases(suite)).toEqual(expected);
    },
    60_000,
  );
});
