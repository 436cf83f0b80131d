import { appendFileSync, readFileSync } from 'node:fs';
import type { Evaluator, Store } from '@psyrun/core';

/**
 * The files in which the evaluator of the suite records what it evaluates, and finds the rows that
 * must fail.
 */
export interface EvaluatorFiles {
  readonly log: string;
  readonly failing: string;
}

/** Doubles `x`. The processes that evaluate rows import it by its address. */
export function kitEvaluator({ log, failing }: EvaluatorFiles): Evaluator {
  return {
    evaluate: ({ x }) => {
      appendFileSync(log, `${String(x)}\n`);
      const failures = JSON.parse(readFileSync(failing, 'utf8')) as unknown[];
      if (failures.includes(x)) throw new RangeError(`${String(x)} fails on purpose`);
      return { double: 2 * (x as number) };
    },
  };
}

/** Returns the store of the suite's tasks, in the process that writes the result. */
export async function kitStore(address: { module: string; export: string }): Promise<Store> {
  const module = (await import(address.module)) as Record<string, new () => Store>;
  return new module[address.export]!();
}
