import type { Column } from '@psyrun/core';
import { numbersOf } from '../array/int64-words.ts';
import { NdColumn } from '../column/nd-column.ts';
import type { PackedColumn } from './packed-column.ts';

/**
 * Returns the values of a packed column; the inverse of {@link packColumn}.
 *
 * Integers of 64 bits become numbers where these are exact, and bigints elsewhere. N-dimensional
 * values become n-d arrays if they are numbers, and nested lists otherwise.
 *
 * @example
 * ```ts
 * unpackColumn({ kind: 'number', shape: [2], data: BigInt64Array.of(1n, 2n ** 53n) }); // => [1, 2n ** 53n]
 * unpackColumn({ kind: 'boolean', shape: [1, 2], data: Uint8Array.of(0, 1) }); // => [[false, true]]
 * ```
 */
export function unpackColumn(packed: PackedColumn): Column {
  const { kind, shape, data } = packed;
  switch (kind) {
    case 'number':
      if (shape.length > 1) return new NdColumn(shape, data);
      return isBigInts(data) ? numbersOf(data) : data;
    case 'boolean':
      return nested(shape, (at) => data[at] !== 0);
    case 'complex':
      return nested(shape, (at) => ({ re: data[2 * at]!, im: data[2 * at + 1]! }));
    case 'string':
      return nested(shape, (at) => data[at]!);
  }
}

function isBigInts(data: object): data is BigInt64Array | BigUint64Array {
  return data instanceof BigInt64Array || data instanceof BigUint64Array;
}

function nested(shape: readonly number[], element: (at: number) => unknown): unknown[] {
  let at = 0;
  const nest = (axis: number): unknown =>
    axis === shape.length
      ? element(at++)
      : Array.from({ length: shape[axis]! }, () => nest(axis + 1));
  return nest(0) as unknown[];
}
