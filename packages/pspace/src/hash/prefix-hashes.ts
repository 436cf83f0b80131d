import type { ParameterSpace } from '@psyrun/core';
import { asSpace } from '../freeze.ts';
import type { Space } from '../space.ts';
import { power, reduce, times } from './field.ts';
import { hashOfPolynomial, POINT } from './hash-space.ts';
import { rowPolynomial } from './row-polynomial.ts';

/**
 * The hashes of the first rows of a space. Each takes the time of the rows behind the longest shorter one that was
 * asked for, so those of forty generations together cost about as much as the hash of the space.
 *
 * @example
 * ```ts
 * const space = param({ a: [1, 2, 3] });
 * new PrefixHashes(space).at(2) === hashSpace(param({ a: [1, 2] })); // => true
 * ```
 */
export class PrefixHashes {
  readonly #space: Space;
  /** The polynomials of the first rows by their number. */
  readonly #polynomials = new Map<number, bigint>([[0, 0n]]);

  constructor(space: ParameterSpace) {
    this.#space = asSpace(space);
  }

  /**
   * Returns the hash of the first `length` rows, which is the one of `hashSpace`. It may be another hash if a
   * list of more than 2^20 computed values is cut: then it is that of no space.
   */
  at(length: number): string {
    return hashOfPolynomial(this.#space, length, this.#polynomialOf(length));
  }

  #polynomialOf(length: number): bigint {
    const known = this.#polynomials.get(length);
    if (known !== undefined) return known;
    const shorter = [...this.#polynomials.keys()].filter((one) => one < length);
    const from = Math.max(...shorter);
    const rest = rowPolynomial(this.#space.node, POINT, from, length);
    const polynomial = reduce(this.#polynomials.get(from)! + times(power(POINT, from), rest));
    this.#polynomials.set(length, polynomial);
    return polynomial;
  }
}
