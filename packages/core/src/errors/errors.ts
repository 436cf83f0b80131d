import type { ErrorCode } from './error-codes.ts';

/** The data of an error: the task, job, file, key … that it is about. */
export type ErrorFields = Readonly<Record<string, unknown>>;

/** Options of {@link PsyrunError}. */
export interface PsyrunErrorOptions {
  /** The subject of the error, for programs; the message says the same to people. */
  readonly fields?: ErrorFields;
  /** The next step, as one or more sentences. It becomes the end of the message. */
  readonly hint?: string;
  /** The error that caused this one. */
  readonly cause?: unknown;
}

/**
 * An error of psyrun or of a plug-in.
 *
 * The message says what failed, where, and what was expected; the hint says what to do. Programs
 * decide by `code`, never by the message, and never by `instanceof`: two copies of this package
 * may be installed (see {@link isPsyrunError}).
 *
 * @example
 * ```ts
 * const error = new PsyrunError('PSYRUN_TASK_NOT_FOUND', 'There is no task "circel".', {
 *   hint: 'Did you mean "circle"?',
 *   fields: { task: 'circel' },
 * });
 * error.message; // => 'There is no task "circel". Did you mean "circle"?'
 * error.fields.task; // => 'circel'
 * ```
 */
export class PsyrunError extends Error {
  override readonly name = 'PsyrunError';
  /** Stable, documented in `docs/errors.md`. */
  readonly code: string;
  /** The subject of the error, for programs. */
  readonly fields: ErrorFields;
  /** The next step for the user. It is also the end of the message. */
  readonly hint?: string;

  constructor(code: ErrorCode | (string & {}), message: string, options: PsyrunErrorOptions = {}) {
    const { fields = {}, hint, cause } = options;
    super(
      hint === undefined ? message : `${message} ${hint}`,
      cause === undefined ? {} : { cause },
    );
    this.code = code;
    this.fields = fields;
    // Stryker disable next-line ConditionalExpression: without a hint it is undefined already.
    if (hint !== undefined) this.hint = hint;
  }
}

/**
 * Returns the message of an error without its hint, for places that show the hint apart.
 *
 * @example
 * ```ts
 * withoutHint(new PsyrunError('PSYRUN_VALUE', 'It is no number.', { hint: 'Use one.' })); // => 'It is no number.'
 * ```
 */
export function withoutHint({ message, hint }: PsyrunError): string {
  return hint === undefined ? message : message.slice(0, -hint.length).trimEnd();
}

/**
 * True if `error` is an error of psyrun and, if a code is given, has this code.
 *
 * @example
 * ```ts
 * isPsyrunError(new PsyrunError('PSYRUN_VALUE', 'no')); // => true
 * isPsyrunError(new PsyrunError('PSYRUN_VALUE', 'no'), 'PSYRUN_USAGE'); // => false
 * isPsyrunError(new Error('no')); // => false
 * ```
 */
export function isPsyrunError(
  error: unknown,
  code?: ErrorCode | (string & {}),
): error is PsyrunError {
  return (
    error instanceof Error &&
    error.name === 'PsyrunError' &&
    'code' in error &&
    typeof error.code === 'string' &&
    (code === undefined || error.code === code)
  );
}
