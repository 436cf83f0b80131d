import { appendFileSync, readFileSync } from 'node:fs';
import type { Evaluator, Store } from '@psyrun/core';

/** Where the evaluator of the suite notes what it evaluates, and reads which rows are to fail. */
export interface EvaluatorFiles {
  readonly log: string;
  readonly failing: string;
}

/** Doubles `x`. Imported by its address in the processes that evaluate rows. */
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

/** The store of the suite's tasks, made again in the process that writes the result. */
export async function kitStore(address: { module: string; export: string }): Promise<Store> {
  const module = (await import(address.module)) as Record<string, new () => Store>;
  return new module[address.export]!();
}
