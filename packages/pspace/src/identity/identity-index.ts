import { requireListable } from '../exact-length.ts';
import { identityHash, mixHashes, sameIdentity } from './identity-hash.ts';
import { NONE } from '../nodes/node.ts';

/** The values of one key by index. */
export type ValueReader = (index: number) => unknown;

const EMPTY = 0xffffffff;

/**
 * Finds the indices of tuples of values by their identity.
 *
 * A hash table with open addressing. It takes 8 to 16 bytes an index and copies no values. Equal
 * tuples are chained, so the time of a search is in proportion to the number of indices that it
 * finds.
 */
export class IdentityIndex {
  readonly #readers: readonly ValueReader[];
  /** The first index of each chain, by slot. */
  readonly #slots: Uint32Array;
  /** The next index of the same tuple, by index; undefined while all tuples differ. */
  #next: Uint32Array | undefined;

  /** Throws `PSYRUN_SPACE_TOO_LARGE` beyond 2^26 tuples. */
  constructor(length: number, readers: readonly ValueReader[]) {
    requireListable(length);
    this.#readers = readers;
    this.#slots = new Uint32Array(slotCount(length)).fill(EMPTY);
    // Goes backwards, so that chains ascend.
    for (let index = length - 1; index >= 0; index--) this.#insert(index, length);
  }

  /** True if no tuple occurs twice. */
  get areDistinct(): boolean {
    return this.#next === undefined;
  }

  /** True if the tuple occurs at least once. */
  has(tuple: readonly unknown[]): boolean {
    return this.#slots[this.#slotOf(tuple)] !== EMPTY;
  }

  /** Returns the first index of the tuple; undefined if it does not occur. */
  firstOf(tuple: readonly unknown[]): number | undefined {
    const index = this.#slots[this.#slotOf(tuple)]!;
    return index === EMPTY ? undefined : index;
  }

  /** Returns the next index of the tuple at `index`; undefined if that is its last one. */
  after(index: number): number | undefined {
    const next = this.#next?.[index];
    return next === EMPTY ? undefined : next;
  }

  /** Ascending indices of the tuple. */
  indicesOf(tuple: readonly unknown[]): readonly number[] {
    const first = this.firstOf(tuple);
    if (first === undefined) return NONE;
    if (this.#next === undefined) return [first];
    const found = [];
    for (let at: number | undefined = first; at !== undefined; at = this.after(at)) found.push(at);
    return found;
  }

  /** The first index of every distinct tuple, ascending. */
  distinct(): Float64Array {
    return Float64Array.from(this.#slots.filter((index) => index !== EMPTY)).sort();
  }

  #insert(index: number, length: number): void {
    const slot = this.#slotOf(this.#readers.map((read) => read(index)));
    const first = this.#slots[slot]!;
    // Stryker disable next-line ConditionalExpression: a chain of one index only takes memory.
    if (first !== EMPTY) {
      this.#next ??= new Uint32Array(length).fill(EMPTY);
      this.#next[index] = first;
    }
    this.#slots[slot] = index;
  }

  /** Returns the slot of the tuple, or the empty slot where it belongs. */
  #slotOf(tuple: readonly unknown[]): number {
    const mask = this.#slots.length - 1;
    let hash = 0;
    for (let i = 0; i < tuple.length; i++) hash = mixHashes(hash, identityHash(tuple[i]));
    // Stryker disable next-line ArithmeticOperator: the slots may as well be tried backwards.
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = this.#slots[slot]!;
      if (index === EMPTY || this.#holds(index, tuple)) return slot;
    }
  }

  #holds(index: number, tuple: readonly unknown[]): boolean {
    for (let i = 0; i < tuple.length; i++) {
      if (!sameIdentity(this.#readers[i]!(index), tuple[i])) return false;
    }
    return true;
  }
}

/** Returns a power of two that leaves at least a third of the slots empty. */
function slotCount(length: number): number {
  return 2 ** Math.ceil(Math.log2(1.5 * length + 2));
}
