/** The valid values of an option, and their form on a command line. */
export interface OptionValue {
  /** The end of the sentence "it has to be …". */
  readonly expected: string;
  /**
   * Returns the value as a string, `true` for an option without a value, or undefined if it is
   * invalid.
   */
  readonly write: (value: unknown) => string | true | undefined;
}

/**
 * A string or a number, unchanged.
 *
 * @example
 * ```ts
 * text.write('1G'); // => '1G'
 * text.write(''); // => undefined
 * ```
 */
export const text: OptionValue = {
  expected: 'a string or a number',
  write: (value) =>
    (typeof value === 'string' && isPlain(value)) || Number.isFinite(value)
      ? String(value)
      : undefined,
};

/**
 * A count: an integer above 0, also as a string.
 *
 * @example
 * ```ts
 * count.write(4); // => '4'
 * count.write('1.5'); // => undefined
 * ```
 */
export const count: OptionValue = {
  expected: 'an integer above 0',
  write: (value) => (/^[1-9]\d{0,14}$/.test(String(value)) ? String(value) : undefined),
};

/**
 * `true` for an option without a value, or the string that is its value.
 *
 * @example
 * ```ts
 * toggle.write(true); // => true
 * toggle.write('user'); // => 'user'
 * ```
 */
export const toggle: OptionValue = {
  expected: 'true, false or a string',
  write: (value) => (value === true ? true : text.write(value)),
};

/**
 * One or more strings, joined by commas.
 *
 * @example
 * ```ts
 * list.write(['n1', 'n[4-6]']); // => 'n1,n[4-6]'
 * list.write([]); // => undefined
 * ```
 */
export const list: OptionValue = {
  expected: 'a string or a list of strings',
  write: (value) => {
    const items: unknown[] = Array.isArray(value) ? value : [value];
    const written = items.map(text.write);
    return written.length > 0 && !written.includes(undefined) ? written.join(',') : undefined;
  },
};

/** False for control characters, which can end a line of a script or the string itself. */
function isPlain(value: string): boolean {
  return value !== '' && !/\p{Cc}/u.test(value);
}
