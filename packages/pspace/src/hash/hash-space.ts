import { toHex, type ParameterSpace } from '@psyrun/core';
import { unitsOf } from '../former/present-row.ts';
import { asSpace } from '../freeze.ts';
import type { Space } from '../space.ts';
import type { SpaceNode } from '../nodes/node.ts';
import { fromBytes } from './field.ts';
import { rowPolynomial } from './row-polynomial.ts';
import { digestOf } from './value-weight.ts';

/** The point at which the polynomial is evaluated. Any fixed point will do. */
export const POINT = fromBytes(digestOf('point'));

/**
 * The hash of a space with many listed values takes time, and callers ask for it more than once.
 */
const polynomials = new WeakMap<SpaceNode, bigint>();

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
  const given = asSpace(space);
  const { node } = given;
  const known = polynomials.get(node);
  const polynomial = known ?? rowPolynomial(node, POINT, 0, node.length);
  polynomials.set(node, polynomial);
  return hashOfPolynomial(given, node.length, polynomial);
}

/** Returns the hash of the first `length` rows of a space, which have this polynomial. */
export function hashOfPolynomial(
  { node, former }: Space,
  length: number,
  polynomial: bigint,
): string {
  const keys = JSON.stringify([...node.keys].sort());
  const hash = hexOf(`space\n${keys}\n${length}\n${polynomial}`);
  const units = Object.entries(unitsOf(former)).sort(([a], [b]) => (a < b ? -1 : 1));
  return units.length === 0 ? hash : hexOf(`units\n${JSON.stringify(units)}\n${hash}`);
}

function hexOf(text: string): string {
  return toHex(digestOf(text).subarray(0, 16));
}
