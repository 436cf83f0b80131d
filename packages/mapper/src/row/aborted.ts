import { PsyrunError } from '@psyrun/core';

/** Returns the error of work that an `AbortSignal` stopped. */
export function aborted(reason: unknown): PsyrunError {
  return new PsyrunError('PSYRUN_ABORTED', 'The work was stopped on request.', { cause: reason });
}
