import type { Row } from './values.ts';

/**
 * Evaluates rows inside a worker process.
 *
 * A function of a JavaScript module is one; another program can be another. Nothing above this
 * contract assumes that the user's function is JavaScript.
 */
export interface Evaluator {
  /**
   * Prepares the process once, before the first row. What it returns is added to every row:
   * the function sees it as further parameters. `procId` is the number of the job, or that of the
   * process among those that share the rows, from 0.
   */
  setup?(procId: number): Promise<Row | undefined> | Row | undefined;
  /** The result of one row: an object of values by key, or a promise of one. */
  evaluate(row: Row): unknown;
}

/**
 * Where an evaluator comes from: a module, the name of a function that it exports, and what the
 * function is called with. It is plain data, so that it can be sent to another process.
 *
 * The function is an {@link EvaluatorFactory}.
 */
export interface EvaluatorAddress {
  /** URL of the module. */
  readonly module: string;
  /** Name of the function that it exports. */
  readonly export: string;
  /** What the function is called with: anything that a process can be sent. */
  readonly options?: unknown;
}

/** Makes an evaluator from the options of its address. */
export type EvaluatorFactory = (options: never) => Promise<Evaluator> | Evaluator;
