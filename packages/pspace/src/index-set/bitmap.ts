import { lastAtMost, type IndexSet } from './index-set.ts';

const WORDS_PER_BLOCK = 16;

/** Indices as one bit each, with the number of members before every 512th index. */
export class Bitmap implements IndexSet {
  /** A larger universe would need more than 512 MB. */
  static readonly LARGEST_UNIVERSE = 2 ** 32;

  readonly universe: number;
  readonly size: number;
  /** Bit `i % 32` of word `i / 32` is index `i`; bits beyond the universe are 0. */
  readonly words: Uint32Array;
  /** The number of members before each block of words. */
  readonly #before: Uint32Array;

  constructor(universe: number, words: Uint32Array) {
    this.universe = universe;
    this.words = words;
    this.#before = new Uint32Array(Math.ceil(words.length / WORDS_PER_BLOCK));
    let size = 0;
    for (let i = 0; i < words.length; i++) {
      if (i % WORDS_PER_BLOCK === 0) this.#before[i / WORDS_PER_BLOCK] = size;
      size += bitCount(words[i]!);
    }
    this.size = size;
  }

  has(index: number): boolean {
    return ((this.words[Math.floor(index / 32)]! >>> (index % 32)) & 1) === 1;
  }

  rank(index: number): number {
    const last = Math.floor(index / 32);
    const block = Math.floor(last / WORDS_PER_BLOCK);
    let rank = this.#before[block] ?? this.size;
    for (let word = block * WORDS_PER_BLOCK; word < last; word++) {
      rank += bitCount(this.words[word] ?? 0);
    }
    return rank + bitCount((this.words[last] ?? 0) & (2 ** (index % 32) - 1));
  }

  select(position: number): number {
    const block = lastAtMost(this.#before, position);
    let left = position - this.#before[block]!;
    let word = block * WORDS_PER_BLOCK;
    for (let count; (count = bitCount(this.words[word]!)) <= left; word++) left -= count;
    let bits = this.words[word]!;
    for (; left > 0; left--) bits &= bits - 1;
    return 32 * word + bitCount((bits & -bits) - 1);
  }

  complement(): IndexSet {
    const words = this.words.map((word) => ~word);
    if (this.universe % 32 > 0) words[words.length - 1]! &= 2 ** (this.universe % 32) - 1;
    return new Bitmap(this.universe, words);
  }

  *runs(): Generator<readonly [number, number], void, undefined> {
    let start = -1;
    for (let index = 0; index < this.universe; index++) {
      if (index % 32 === 0 && start < 0 && this.words[index / 32] === 0) {
        index += 31;
      } else if (this.has(index)) {
        if (start < 0) start = index;
      } else if (start >= 0) {
        yield [start, index - start];
        start = -1;
      }
    }
    if (start >= 0) yield [start, this.universe - start];
  }
}

function bitCount(word: number): number {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
