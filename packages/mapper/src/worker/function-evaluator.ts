import type { Evaluator, Row } from '@psyrun/core';
import { importFunction } from './evaluator-host.ts';

/** The function that {@link functionEvaluator} calls: the URL of its module and its name. */
export interface FunctionOptions {
  readonly module: string;
  readonly export: string;
}

/** Returns an evaluator that calls a function. The address of this evaluator is `functionAddress`. */
export async function functionEvaluator(options: FunctionOptions): Promise<Evaluator> {
  const evaluate = await importFunction(options.module, options.export);
  return { evaluate: (row: Row) => evaluate(row as never) };
}
