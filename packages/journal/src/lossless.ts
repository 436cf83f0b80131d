import type { Row } from '@psyrun/core';
import { packable } from './packable.ts';

/**
 * Throws `PSYRUN_RESULT_VALUE`, naming the key, if a value of `row` cannot be written to a journal,
 * or sent to another process, without loss.
 *
 * Allowed are null and undefined, booleans, numbers (`NaN` and `-0` too), bigints, well-formed
 * strings, valid dates, typed arrays (a `Buffer` is read back as `Uint8Array`), n-d arrays (they
 * are read back as plain objects with `shape` and `data`), and lists, maps, sets and plain objects
 * of these. Functions, symbols, instances of other classes and values that contain themselves are
 * refused.
 *
 * @example
 * ```ts
 * checkLossless({ x: 1n, when: new Date(0), path: [new Float64Array(3)] }); // => undefined
 * ```
 */
export function checkLossless(row: Row): void {
  packable(row);
}
