import type { ErrorDetails, FailureClass } from '@psyrun/core';
import type { RowError } from '../record.ts';

/** The error of a failed record without stacks, and its class. */
export interface RecordedError extends ErrorDetails {
  readonly class: FailureClass;
}

/** The class of the failures of earlier versions, which recorded the reason alone. */
const CLASS_OF_REASON: Readonly<Record<RowError['reason'], FailureClass>> = {
  threw: 'exception',
  refused: 'refused',
  timeout: 'timeout',
  crashed: 'unknown',
};

/**
 * Returns the class of the failure of a row.
 *
 * @example
 * ```ts
 * failureClass({ reason: 'crashed', class: 'outOfMemory' }); // => 'outOfMemory'
 * failureClass({ reason: 'threw' }); // => 'exception'
 * ```
 */
export function failureClass(error: Pick<RowError, 'reason' | 'class'>): FailureClass {
  return error.class ?? CLASS_OF_REASON[error.reason] ?? 'unknown';
}

/** Returns an error with its class in place of the reason. */
export function classed({
  reason,
  ...error
}: ErrorDetails & Pick<RowError, 'reason' | 'class'>): RecordedError {
  return { ...error, class: failureClass({ reason, ...error }) };
}
