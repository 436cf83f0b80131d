/** Decides about the rows and the call of a worker that has ended. */
import { PsyrunError } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';
import type { IndexedRow } from '../row/outcome.ts';
import { thrownFrom, timeoutError } from '../row/failure/row-error.ts';
import type { PoolCall } from './pool-call.ts';

/** The life of a worker that died. */
export interface Life {
  readonly call: PoolCall;
  /** True if the worker has evaluated other rows before. */
  readonly hasServed: boolean;
  /** When it was heard last, in milliseconds since 1970. */
  readonly since: number;
}

/**
 * Finds out which of the rows killed a worker that was ready: the only one fails if the worker was
 * new. Otherwise each is tried again alone in a new worker.
 */
export function blame(
  rows: readonly IndexedRow[],
  error: RowError,
  { call, hasServed, since }: Life,
): void {
  if (rows.length > 1) call.supply.retryAlone(rows);
  else if (hasServed) call.supply.retryAloneFirst(rows[0]!);
  else call.failRow(rows[0]!, error, { startedAt: since, duration: Date.now() - since });
}

/** Fails a row that has exceeded the time limit. `where` is what the worker said of its place, if it did. */
export function failOverdue(row: IndexedRow, call: PoolCall, where = ''): void {
  const timeout = call.options.timeout!;
  const measured = { startedAt: Date.now() - timeout, duration: timeout };
  call.failRow(row, timeoutError(timeout, where), measured);
}

/** Returns an error with the end of the output, which may explain it. */
export function withOutput(error: RowError, output: string): RowError {
  return output === '' ? error : { ...error, stack: output };
}

/** Returns the error of a call whose function could not be loaded or set up. */
export function unusable(error: RowError): PsyrunError {
  return new PsyrunError(
    'PSYRUN_EVALUATOR',
    `The function could not be loaded or set up: ${error.message}`,
    { fields: { reason: error.reason }, cause: thrownFrom(error) },
  );
}
