import { toHex, type ParameterSpace } from '@psyrun/core';
import { unitsOf } from '../former/present-row.ts';
import { asSpace } from '../freeze.ts';
import type { SpaceNode } from '../nodes/node.ts';
import { fromBytes } from './field.ts';
import { rowPolynomial } from './row-polynomial.ts';
import { digestOf } from './value-weight.ts';

/** The point at which the polynomial is evaluated. Any fixed point will do. */
const POINT = fromBytes(digestOf('point'));

/**
 * The hash of a space with many listed values takes time, and callers ask for it more than once.
 */
const hashes = new WeakMap<SpaceNode, string>();

/**
 * The identity of a space: 32 hexadecimal digits that are equal for spaces with the same rows in
 * the same order, however they are written.
 *
 * It is the start of a SHA-256 digest of the keys, the number of rows and a polynomial over the
 * values of the rows, which follows the operators: the time is in proportion to the axes of a
 * space, not to its rows. Where more than 2^20 rows, or 2^21 values in a selection of many parts,
 * would have to be looked at, which concerns longer computed axes, shuffles and selections, the
 * structure stands for the rows. Key order does not matter, row order does. Units of converted keys do.
 *
 * @example
 * ```ts
 * const grid = param({ a: [1, 2] }).product(param({ b: [3, 4] }));
 * hashSpace(grid) === hashSpace(param({ b: [3, 4, 3, 4], a: [1, 1, 2, 2] })); // => true
 * hashSpace(grid) === hashSpace(grid.shuffle(1)); // => false
 * ```
 */
export function hashSpace(space: ParameterSpace): string {
  const { node, former } = asSpace(space);
  const units = Object.entries(unitsOf(former)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (units.length === 0) return hashOfRows(node);
  return toHex(digestOf(`units\n${JSON.stringify(units)}\n${hashOfRows(node)}`).subarray(0, 16));
}

function hashOfRows(node: SpaceNode): string {
  const known = hashes.get(node);
  // Stryker disable next-line ConditionalExpression: the same hash again, only slower.
  if (known !== undefined) return known;
  const polynomial = rowPolynomial(node, POINT, 0, node.length);
  const keys = JSON.stringify([...node.keys].sort());
  const hash = toHex(digestOf(`space\n${keys}\n${node.length}\n${polynomial}`).subarray(0, 16));
  hashes.set(node, hash);
  return hash;
}
