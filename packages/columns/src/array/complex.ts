/** A complex number as a value of a row: an object of two numbers, and nothing else. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/**
 * True if the value is a complex number: an object of the numbers `re` and `im`, and nothing else.
 *
 * @example
 * ```ts
 * isComplex({ re: 1, im: -2 }); // => true
 * isComplex({ re: 1 }); // => false
 * ```
 */
export function isComplex(value: unknown): value is Complex {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 2 &&
    typeof (value as Complex).re === 'number' &&
    typeof (value as Complex).im === 'number'
  );
}
