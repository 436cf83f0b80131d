import { expect } from '@jest/globals';
import type { Store } from '@psyrun/core';
import { describeStore } from '../../src/store/describe-store.ts';

/** The names of the cases that the stores of `create` fail in, each with its group. */
export async function failingCases(create: () => Store): Promise<string[]> {
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
  describeStore({ describe, test, expect }, 'store', create);
  const failing: string[] = [];
  for (const { name, run } of cases) {
    await run().catch(() => failing.push(name));
  }
  return failing;
}
