import { isPsyrunError } from '@psyrun/core';

/**
 * Returns the text in the log of a job for the error that ended it: the message and cause of a
 * `PsyrunError`, or the stack of another error.
 *
 * @param signal The signal of the job. It is aborted if the job was told to stop.
 *
 * @example
 * ```ts
 * import { PsyrunError } from '@psyrun/core';
 * const stopped = new PsyrunError('PSYRUN_ABORTED', 'The work was stopped on request.');
 * failureText(stopped, AbortSignal.abort('SIGTERM'));
 * // => 'Stopped by SIGTERM. What was done is recorded.\n'
 * failureText(new PsyrunError('PSYRUN_NO_RUN', 'There is no run.'), new AbortController().signal);
 * // => 'Error: There is no run. [PSYRUN_NO_RUN]\n'
 * ```
 */
export function failureText(error: unknown, signal: AbortSignal): string {
  if (signal.aborted && isPsyrunError(error, 'PSYRUN_ABORTED')) {
    const by = typeof signal.reason === 'string' ? `by ${signal.reason}` : 'on request';
    return `Stopped ${by}. What was done is recorded.\n`;
  }
  if (!isPsyrunError(error)) return `${stackOf(error)}\n`;
  const cause = error.cause === undefined ? '' : `Caused by: ${stackOf(error.cause)}\n`;
  return `Error: ${error.message} [${error.code}]\n${cause}`;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
