import { errorDetails, type ErrorCode, type ErrorDetails } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';
import { hostname, inspect } from '../../platform/node.ts';
import { endedClass, HEAP_FULL, thrownClass } from './failure-cause.ts';

/**
 * Returns the part of a thrown value that is recorded, with its causes. The value may be anything, and
 * this never throws.
 */
export function rowErrorOf(thrown: unknown, reason: RowError['reason']): RowError {
  const details = errorDetails(thrown, shown);
  return { ...details, reason, class: thrownClass(details, reason, thrown), host: hostname() };
}

/**
 * Returns an error like the thrown one, with its causes, for use as the cause of another. If the thrown
 * one had no stack, it has none either: the frames would be those of psyrun.
 */
export function thrownFrom({ name, message, stack, code, cause, errors }: ErrorDetails): Error {
  const inner = cause && { cause: thrownFrom(cause) };
  const thrown = errors
    ? new AggregateError(errors.map(thrownFrom), message, inner)
    : new Error(message, inner);
  const known = {
    name,
    stack: stack ?? `${name}: ${message}`,
    ...(code !== undefined && { code }),
  };
  return Object.assign(thrown, known);
}

/** The line that a worker prints before it ends because it cannot report any more. */
export const CHANNEL_CLOSED = 'The function has closed its channel to psy (process.disconnect).';

/** A frame of the worker for Python, as faulthandler of Python writes it. It may be in an archive. */
const OWN_FRAME =
  /^ +File "(?:.*\/(?:psyrun_worker\/\w+|evaluate_rows|\w+-python\.zip\/__main__)\.py|.*\brunpy(?:\.py|>))", line \d+ in .*\n?/gm;

/** Returns the output of a worker as a stack, without the frames of the worker below those of the function. */
function stackOf(output: string): Pick<RowError, 'stack'> {
  return output === '' ? {} : { stack: output.replace(OWN_FRAME, '') };
}

/**
 * Returns the error of a row whose worker died. `output` is the end of the worker's output, and
 * `cause` an error that nobody caught.
 */
export function crashError(how: string, output: string, cause?: RowError): RowError {
  const message = output.includes(CHANNEL_CLOSED)
    ? `The worker was ended. ${CHANNEL_CLOSED}`
    : `The worker that evaluated the row ended ${how}.${HEAP_FULL.test(output + how) ? ' It has run out of memory.' : ''}`;
  return {
    name: 'PsyrunError',
    message,
    ...stackOf(output),
    ...(cause && { cause: causeOf(cause) }),
    code: 'PSYRUN_WORKER_DIED' satisfies ErrorCode,
    reason: 'crashed',
    class: endedClass(how, output),
    host: hostname(),
  };
}

function causeOf({
  reason: _reason,
  class: _class,
  host: _host,
  ...details
}: RowError): ErrorDetails {
  return details;
}

/**
 * Returns the error of a row that was killed because it took longer than `timeout` milliseconds.
 * `where` is what the worker said of the line that was running.
 */
export function timeoutError(timeout: number, where = ''): RowError {
  return {
    name: 'PsyrunError',
    message: `The row took longer than ${timeout} ms.`,
    ...stackOf(where),
    code: 'PSYRUN_ROW_TIMEOUT' satisfies ErrorCode,
    reason: 'timeout',
    class: 'timeout',
    host: hostname(),
  };
}

/** Returns the error of a row of which its worker reports neither a result nor an error. */
export function unreportedError(): RowError {
  return {
    name: 'PsyrunError',
    message:
      'The worker reported neither a result nor an error. The function may have changed an object that all code uses, such as Array.prototype.',
    code: 'PSYRUN_WORKER_DIED' satisfies ErrorCode,
    reason: 'crashed',
    class: 'unknown',
    host: hostname(),
  };
}

/** Returns the text of a thrown value that is no error. Strings are kept whole. */
function shown(thrown: unknown): string {
  try {
    return inspect(thrown, { maxStringLength: Infinity });
  } catch {
    return inspect(thrown, { customInspect: false });
  }
}
