import type { ParameterSpace } from '@psyrun/core';
import { asSpace } from '../freeze.ts';
import { rowReaders } from '../nodes/row-readers.ts';
import { IdentityIndex } from './identity-index.ts';

/**
 * Returns a table of the rows of a space by the values of `space.keys`, in their order. Throws
 * `PSYRUN_SPACE_TOO_LARGE` beyond 2^26 rows.
 *
 * @example
 * ```ts
 * const index = indexOfRows(param({ a: [1, 2, 1], b: 'x' }));
 * index.firstOf([1, 'x']); // => 0
 * index.after(0); // => 2
 * ```
 */
export function indexOfRows(space: ParameterSpace): IdentityIndex {
  const { node } = asSpace(space);
  return new IdentityIndex(node.length, rowReaders(node, space.keys));
}
