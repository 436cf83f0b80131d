import { expect } from '@jest/globals';
import { inLanes } from '../../src/faults/in-lanes.ts';
import type { TestRunner } from '../../src/test-runner.ts';

/** A test that a suite defines: its name, with that of its group, and what it does. */
interface Case {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** The tests that a suite defines. */
export function casesOf(suite: (runner: TestRunner) => void): Case[] {
  const cases: Case[] = [];
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
  return cases;
}

/**
 * The names of the tests that fail, of those that a suite defines and of which `isChosen` is true. They
 * are run side by side.
 */
export async function failingCases(
  suite: (runner: TestRunner) => void,
  isChosen: (name: string, index: number) => boolean = () => true,
): Promise<string[]> {
  const cases = casesOf(suite).filter(({ name }, i) => isChosen(name, i));
  const failing = new Set<string>();
  await inLanes(4, cases.length, async (index) => {
    const { name, run } = cases[index]!;
    await run().catch(() => failing.add(name));
  });
  return cases.map(({ name }) => name).filter((name) => failing.has(name));
}
