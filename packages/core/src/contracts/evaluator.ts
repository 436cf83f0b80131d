import type { Row } from './values.ts';

/**
 * Evaluates rows inside a worker process.
 *
 * One evaluator calls a function of a JavaScript module. Another one may start a different program:
 * nothing above this contract assumes that the user's function is JavaScript.
 */
export interface Evaluator {
  /**
   * Prepares the process once, before the first row. The keys of the object that it returns are
   * added to every row: the function receives them as further parameters. `procId` is the number of
   * the job, or the number of the process among those that share the rows, from 0.
   */
  setup?(procId: number): Promise<Row | undefined> | Row | undefined;
  /** The result of one row: an object of values by key, or a promise of one. */
  evaluate(row: Row): unknown;
}

/**
 * The address of an evaluator: a module, the name of a function that it exports, and the argument
 * of the call. It is plain data, so that it can be sent to another process.
 *
 * The function is an {@link EvaluatorFactory}.
 */
export interface EvaluatorAddress {
  /** URL of the module. */
  readonly module: string;
  /** Name of the function that it exports. */
  readonly export: string;
  /** The argument of the call: any value that can be sent to another process. */
  readonly options?: unknown;
}

/** Makes an evaluator from the options of its address. */
export type EvaluatorFactory = (options: never) => Promise<Evaluator> | Evaluator;
