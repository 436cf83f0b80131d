import { cutText, type ErrorDetails } from './error-details.ts';

/** Options of {@link errorText} and {@link causeLines}. */
export interface ErrorTextOptions {
  /**
   * The maximum number of characters of each message and stack. Longer ones are cut, and words say so.
   * Default: no limit.
   */
  readonly longest?: number;
  /** False to leave out the stacks of causes. Default: true. */
  readonly stacks?: boolean;
}

/**
 * Returns an error with its causes as text for people. If a process died, `stack` is the end of its
 * output, which does not contain the message.
 *
 * @example
 * ```ts
 * const cause = { name: 'Error', message: 'connect', code: 'ECONNREFUSED' };
 * errorText({ name: 'TypeError', message: 'fetch failed', cause });
 * // => 'TypeError: fetch failed\nCaused by: Error: connect [ECONNREFUSED]'
 * ```
 */
export function errorText(error: ErrorDetails, options: ErrorTextOptions = {}): string {
  return [...ownLines(error, options), ...causeLines(error, options)].join('\n');
}

/**
 * Returns the causes of an error as lines for people, without its own message. There are none if it
 * has no causes.
 *
 * @example
 * ```ts
 * const cause = { name: 'Error', message: 'b' };
 * causeLines({ name: 'Error', message: 'a', cause }); // => ['Caused by: Error: b']
 * ```
 */
export function causeLines(error: ErrorDetails, options: ErrorTextOptions = {}): string[] {
  const { cause, errors = [], omitted } = error;
  return [
    ...(cause ? linesOfCause('Caused by: ', cause, options) : []),
    ...errors.flatMap((inner, i) =>
      linesOfCause(`Error ${i + 1} of ${errors.length}: `, inner, options).map((line, n) =>
        n === 0 ? line : `  ${line}`,
      ),
    ),
    ...(omitted === undefined ? [] : [omitted]),
  ];
}

function linesOfCause(title: string, error: ErrorDetails, options: ErrorTextOptions): string[] {
  const { stack, ...bare } = error;
  const withStack = options.stacks !== false && stack !== undefined;
  const [first = '', ...others] = ownLines(withStack ? error : bare, options);
  const isCoded = error.code === undefined || first.includes(error.code);
  const coded = isCoded ? first : `${first} [${error.code}]`;
  return [`${title}${coded}`, ...others, ...causeLines(error, options)];
}

function ownLines(
  { name, message, stack }: ErrorDetails,
  { longest = Infinity }: ErrorTextOptions,
) {
  const text = cutText(`${name}: ${message}`, longest);
  if (stack === undefined) return text.split('\n');
  const isWhole = stack.includes(message) && message !== '';
  return `${isWhole ? '' : `${text}\n`}${cutText(stack, longest)}`.split('\n');
}
