/** The meaning that a colour has: all is well, something is not done or has changed, something is wrong. */
export type Meaning = 'good' | 'doubtful' | 'bad';

/** Part of a line that has a meaning. */
export interface Meant {
  readonly text: string;
  readonly meaning: Meaning;
}

/** A line as a string, or in parts. The text is the same with and without colours. */
export type Line = string | readonly (string | Meant)[];

/**
 * Returns text with the meaning that all is well.
 *
 * @example
 * ```ts
 * plainText(['t: ', good('complete')]); // => 't: complete'
 * ```
 */
export function good(text: string): Meant {
  return { text, meaning: 'good' };
}

/**
 * Returns text with the meaning that something is not done or has changed; as it is, unless `isSo`.
 *
 * @example
 * ```ts
 * doubtful('2 missing'); // => { text: '2 missing', meaning: 'doubtful' }
 * doubtful('0 missing', false); // => '0 missing'
 * ```
 */
export function doubtful(text: string, isSo = true): Meant | string {
  return isSo ? { text, meaning: 'doubtful' } : text;
}

/**
 * Returns text with the meaning that something is wrong; as it is, unless `isSo`.
 *
 * @example
 * ```ts
 * bad('0 failed', false); // => '0 failed'
 * ```
 */
export function bad(text: string, isSo = true): Meant | string {
  return isSo ? { text, meaning: 'bad' } : text;
}

/**
 * Returns the text of a line.
 *
 * @example
 * ```ts
 * plainText(['2 rows, ', bad('1 failed')]); // => '2 rows, 1 failed'
 * ```
 */
export function plainText(line: Line): string {
  if (typeof line === 'string') return line;
  return line.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}
