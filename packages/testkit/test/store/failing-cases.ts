import { expect } from '@jest/globals';
import type { TestRunner } from '../../src/test-runner.ts';

/** The names of the tests that fail, of those that a suite defines, each with its group. */
export async function failingCases(suite: (runner: TestRunner) => void): Promise<string[]> {
  const cases: { name: string; run: () => Promise<void> }[] = [];
  const path: string[] = [];
  const describe = (name: string, tests: () => void): void => {
    path.push(name);
    tests();
    path.pop();
  };
  const test = (name: string, run: () => Promise<void>): void => {
    cases.push({ name: [...path.slice(1), name].join(': '), run });
  };
  suite({ describe, test, expect });
  const failing: string[] = [];
  for (const { name, run } of cases) {
    await run().catch(() => failing.push(name));
  }
  return failing;
}
