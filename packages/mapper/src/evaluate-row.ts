import type { Row } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';
import { checkResult, withResources } from './check-result.ts';
import type { IndexedRow } from './outcome.ts';
import { rowErrorOf } from './row-error.ts';

/** How the evaluation of one row went. */
export type Evaluation = { readonly startedAt: number; readonly duration: number } &
  /** What is to be added to the parameters. */
  ({ readonly added: Row } | { readonly error: RowError });

/** What {@link evaluateRow} needs beside the row. */
export interface Evaluating {
  readonly evaluate: (row: Row) => unknown;
  /** What `setup` returned. */
  readonly resources: Row;
  /** What is kept of resources and results; may throw if it cannot be kept. */
  readonly keep: (added: Row) => Row;
}

/** Evaluates one row. It never throws; it is a promise only if the function returned one. */
export function evaluateRow(
  { evaluate, resources, keep }: Evaluating,
  given: IndexedRow,
): Evaluation | Promise<Evaluation> {
  const startedAt = Date.now();
  const start = performance.now();
  const failed = (thrown: unknown, reason: RowError['reason']): Evaluation => ({
    startedAt,
    duration: performance.now() - start,
    error: rowErrorOf(thrown, reason),
  });
  const finished = (returned: unknown): Evaluation => {
    const duration = performance.now() - start;
    try {
      const result = checkResult(returned, row, `row ${given.index}`);
      return { startedAt, duration, added: keep({ ...resources, ...result }) };
    } catch (error) {
      return failed(error, 'refused');
    }
  };
  let row: Row;
  try {
    row = withResources(given, resources);
  } catch (error) {
    return failed(error, 'refused');
  }
  try {
    const returned = evaluate(row);
    if (!isPromiseLike(returned)) return finished(returned);
    return Promise.resolve(returned).then(finished, (error: unknown) => failed(error, 'threw'));
  } catch (error) {
    return failed(error, 'threw');
  }
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}
