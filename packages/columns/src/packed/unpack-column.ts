import type { Column } from '@psyrun/core';
import { numbersOf } from '../array/int64-words.ts';
import { nestedLists } from '../array/nested-lists.ts';
import { sizeOf } from '../array/nd-array.ts';
import { NdColumn } from '../column/nd-column.ts';
import type { ReadColumn } from './packed-column.ts';

/**
 * Returns the values of a packed column; the inverse of {@link packColumn}.
 *
 * Integers of 64 bits become numbers where these are exact, and bigints elsewhere. N-dimensional
 * values become n-d arrays if they are numbers of one type in JavaScript, and nested lists otherwise:
 * integers of 64 bits, strings, booleans, complex numbers.
 *
 * @example
 * ```ts
 * unpackColumn({ kind: 'number', shape: [2], data: BigInt64Array.of(1n, 2n ** 53n) }); // => [1, 2n ** 53n]
 * unpackColumn({ kind: 'boolean', shape: [1, 2], data: Uint8Array.of(0, 1) }); // => [[false, true]]
 * ```
 */
export function unpackColumn(packed: ReadColumn): Column {
  const { kind, shape, data } = packed;
  switch (kind) {
    case 'number':
      if (isBigInts(data)) return nestedLists(shape, numbersOf(data));
      return shape.length > 1 ? new NdColumn(shape, data) : data;
    case 'boolean':
      return nested(shape, (at) => data[at] !== 0);
    case 'complex':
      return nested(shape, (at) => ({ re: data[2 * at]!, im: data[2 * at + 1]! }));
    case 'string':
    case 'value':
      return nestedLists(shape, data);
  }
}

function isBigInts(data: object): data is BigInt64Array | BigUint64Array {
  return data instanceof BigInt64Array || data instanceof BigUint64Array;
}

function nested(shape: readonly number[], element: (at: number) => unknown): Column {
  return nestedLists(
    shape,
    Array.from({ length: sizeOf(shape) }, (_, at) => element(at)),
  );
}
