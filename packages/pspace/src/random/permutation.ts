import { RandomStream, type Seed } from './random-stream.ts';

const ROUNDS = 8;
/** The minimum number of bits of a half: fewer would leave too few permutations of short ranges. */
const FEWEST_BITS = 3;

/**
 * A random order of the integers below `length`, computed by a formula: no list is stored.
 *
 * It is a Feistel network over the next larger even power of two. A number beyond the length is
 * sent through it again until it falls below.
 */
export class Permutation {
  readonly #length: number;
  readonly #bits: number;
  readonly #keys: readonly number[];

  constructor(length: number, purpose: string, seed: Seed) {
    this.#length = length;
    this.#bits = Math.max(FEWEST_BITS, Math.ceil(Math.log2(length) / 2));
    const stream = new RandomStream(purpose, seed);
    this.#keys = [...stream.words(0), ...stream.words(1)].slice(0, ROUNDS);
  }

  /** Returns the number at `position`. */
  at(position: number): number {
    return this.#walk(position, forwards, this.#keys);
  }

  /** Returns the position of a number: the inverse of {@link Permutation.at}. */
  positionOf(value: number): number {
    return this.#walk(value, backwards, [...this.#keys].reverse());
  }

  /** The halves stay apart: together they may have more bits than a float can hold. */
  #walk(value: number, round: Round, keys: readonly number[]): number {
    const size = 2 ** this.#bits;
    let halves: Halves = [Math.floor(value / size), value % size];
    do for (const key of keys) halves = round(halves, key, size - 1);
    while (halves[0] * size + halves[1] >= this.#length);
    return halves[0] * size + halves[1];
  }
}

type Halves = readonly [left: number, right: number];
type Round = (halves: Halves, key: number, mask: number) => Halves;

function forwards([left, right]: Halves, key: number, mask: number): Halves {
  return [right, left ^ (scrambled(right, key) & mask)];
}

function backwards([left, right]: Halves, key: number, mask: number): Halves {
  return [right ^ (scrambled(left, key) & mask), left];
}

/** A hash of a half and the key of the round. */
function scrambled(half: number, key: number): number {
  let hash = Math.imul(half ^ key, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ key, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x27d4eb2f);
  return hash ^ (hash >>> 16);
}
