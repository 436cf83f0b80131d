import type { FrozenAxis } from '../frozen/format.ts';
import { freezeValue } from '../frozen/freeze-value.ts';
import { IdentityIndex } from '../identity/identity-index.ts';
import { RandomStream, type Seed } from '../random/random-stream.ts';
import { finite, unusable, wholeCount } from '../axes/arguments.ts';
import { Axis } from '../axes/axis.ts';
import { SOBOL_DIRECTIONS } from './sobol-directions.ts';

const BITS = 32;
/** The number of dimensions that have direction numbers. */
const DIMENSIONS = SOBOL_DIRECTIONS.length + 1;

/**
 * One dimension, counted from 0, of a Sobol' sequence in the order of Gray codes (I. A. Antonov and
 * V. M. Saleev, 1979). A seed adds the same random bits to every point, which keeps the net.
 */
export function sobolAxis(
  low: number,
  high: number,
  dimension: number,
  count: number,
  seed: Seed | null,
): Axis<number> {
  finite('sobol', { low, high });
  finite('sobol', { range: high - low });
  wholeCount('sobol', count);
  if (count > 2 ** BITS) throw unusable('sobol', 'count', count, `at most 2^${BITS} points`);
  if (!(Number.isInteger(dimension) && dimension >= 0 && dimension < DIMENSIONS)) {
    throw unusable('sobol', 'dimension', dimension, `at most ${DIMENSIONS} parameters`);
  }
  return new SobolAxis(low, high, dimension, count, seed);
}

class SobolAxis extends Axis<number> {
  readonly length: number;
  readonly #low: number;
  readonly #width: number;
  readonly #args: readonly [number, number, number, number, Seed | null];
  readonly #directions: Uint32Array;
  readonly #shift: number;
  #index: IdentityIndex | undefined;

  constructor(
    ...args: [low: number, high: number, dimension: number, count: number, seed: Seed | null]
  ) {
    super();
    const [low, high, dimension, count, seed] = args;
    this.length = count;
    this.#low = low;
    this.#width = high - low;
    this.#args = args;
    this.#directions = directionsOf(dimension);
    this.#shift = seed === null ? 0 : new RandomStream('sobol', seed).words(dimension)[0];
  }

  override get isFloat(): boolean {
    return true;
  }

  override given(): readonly number[] {
    return [];
  }

  value(index: number): number {
    let bits = this.#shift;
    const gray = (index ^ (index >>> 1)) >>> 0;
    for (let i = 0; gray >>> i > 0 && i < BITS; i++) {
      if ((gray >>> i) & 1) bits ^= this.#directions[i]!;
    }
    return this.#low + this.#width * ((bits >>> 0) / 2 ** BITS);
  }

  indicesOf(value: unknown): readonly number[] {
    this.#index ??= new IdentityIndex(this.length, [(index) => this.value(index)]);
    return this.#index.indicesOf([value]);
  }

  freeze(): FrozenAxis {
    return { builder: 'sobol', args: this.#args.map(freezeValue) };
  }
}

/** The direction numbers of a dimension as 32-bit fractions, by the recurrence of the paper. */
function directionsOf(dimension: number): Uint32Array {
  const [polynomial, ...first] = SOBOL_DIRECTIONS[dimension - 1] ?? [1];
  const degree = first.length;
  const directions = new Uint32Array(BITS);
  for (let i = 0; i < BITS; i++) {
    if (i < degree || degree === 0) {
      directions[i] = (first[i] ?? 1) * 2 ** (BITS - 1 - i);
      continue;
    }
    let bits = directions[i - degree]! ^ (directions[i - degree]! >>> degree);
    for (let k = 1; k < degree; k++) {
      if ((polynomial! >>> (degree - k)) & 1) bits ^= directions[i - k]!;
    }
    directions[i] = bits;
  }
  return directions;
}
