import type { Row } from '@psyrun/core';
import { packBytes, unpack } from './extensions.ts';
import { packable, packableScalars } from './packable.ts';

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

/**
 * Returns a row in a form that a message to another process keeps: the row itself, or its bytes if it
 * holds typed numbers, which would lose their class. Throws as {@link checkLossless} does.
 *
 * @example
 * ```ts
 * import { float } from '@psyrun/core';
 * received(sendable({ x: float(1) })); // => { x: float(1) }
 * sendable({ x: 1 }); // => { x: 1 }
 * ```
 */
export function sendable(row: Row): Row | Uint8Array {
  const { packed, any } = packableScalars(row);
  return any ? packBytes(packed) : row;
}

/** Returns the row that {@link sendable} returned a form of. */
export function received(sent: Row | Uint8Array): Row {
  return sent instanceof Uint8Array ? (unpack(sent) as Row) : sent;
}
