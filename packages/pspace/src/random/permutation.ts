import { RandomStream, type Seed } from './random-stream.ts';

const ROUNDS = 8;
/** Halves of fewer bits would leave too few permutations of short ranges. */
const FEWEST_BITS = 4;

/**
 * A random order of the numbers below `length`, by formula: no list is kept, however long it is.
 *
 * It is a Feistel network over the next larger even power of two; numbers beyond the length are
 * sent through it again until they fall below.
 */
export class Permutation {
  private readonly length: number;
  private readonly bits: number;
  private readonly keys: readonly number[];

  constructor(length: number, purpose: string, seed: Seed) {
    this.length = length;
    this.bits = Math.max(FEWEST_BITS, Math.ceil(Math.log2(length) / 2));
    const stream = new RandomStream(purpose, seed);
    this.keys = [...stream.words(0), ...stream.words(1)].slice(0, ROUNDS);
  }

  /** Which number is at `position`. */
  at(position: number): number {
    let value = position;
    do value = this.pass(value, this.keys, false);
    while (value >= this.length);
    return value;
  }

  /** The position of a number: the inverse of {@link Permutation.at}. */
  positionOf(value: number): number {
    let position = value;
    do position = this.pass(position, this.keys, true);
    while (position >= this.length);
    return position;
  }

  private pass(value: number, keys: readonly number[], backwards: boolean): number {
    const size = 2 ** this.bits;
    let left = Math.floor(value / size);
    let right = value % size;
    for (let round = 0; round < ROUNDS; round++) {
      if (backwards) {
        const previous = right ^ (scrambled(left, keys[ROUNDS - 1 - round]!) & (size - 1));
        right = left;
        left = previous;
      } else {
        const next = left ^ (scrambled(right, keys[round]!) & (size - 1));
        left = right;
        right = next;
      }
    }
    return left * size + right;
  }
}

/** A hash of a half and the key of the round. */
function scrambled(half: number, key: number): number {
  let hash = Math.imul(half ^ key, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ key, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x27d4eb2f);
  return hash ^ (hash >>> 16);
}
