/**
 * What the value of an option may be, and how it is written on a command line.
 */
export interface OptionValue {
  /** The rest of the sentence "it has to be …". */
  readonly expected: string;
  /** The value as text, `true` for an option that stands alone; undefined if it is unusable. */
  readonly write: (value: unknown) => string | true | undefined;
}

/**
 * Text or a number, as it is.
 *
 * @example
 * ```ts
 * text.write('1G'); // => '1G'
 * text.write(''); // => undefined
 * ```
 */
export const text: OptionValue = {
  expected: 'a text or a number',
  write: (value) =>
    (typeof value === 'string' && isPlain(value)) || Number.isFinite(value)
      ? String(value)
      : undefined,
};

/**
 * How many: a whole number above 0, also as text.
 *
 * @example
 * ```ts
 * count.write(4); // => '4'
 * count.write('1.5'); // => undefined
 * ```
 */
export const count: OptionValue = {
  expected: 'a whole number above 0',
  write: (value) => (/^[1-9]\d{0,14}$/.test(String(value)) ? String(value) : undefined),
};

/**
 * `true` for an option that stands alone, or the text that goes with it.
 *
 * @example
 * ```ts
 * toggle.write(true); // => true
 * toggle.write('user'); // => 'user'
 * ```
 */
export const toggle: OptionValue = {
  expected: 'true, false or a text',
  write: (value) => (value === true ? true : text.write(value)),
};

/**
 * One or more texts, joined by commas.
 *
 * @example
 * ```ts
 * list.write(['n1', 'n[4-6]']); // => 'n1,n[4-6]'
 * list.write([]); // => undefined
 * ```
 */
export const list: OptionValue = {
  expected: 'a text or a list of texts',
  write: (value) => {
    const items: unknown[] = Array.isArray(value) ? value : [value];
    const written = items.map(text.write);
    return written.length > 0 && !written.includes(undefined) ? written.join(',') : undefined;
  },
};

/** Control characters end a line of a script, or the text itself. */
function isPlain(value: string): boolean {
  return value !== '' && !/\p{Cc}/u.test(value);
}
