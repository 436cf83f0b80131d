import { requireListable } from '../exact-length.ts';
import { identityHash, mixHashes, sameIdentity } from './identity-hash.ts';
import { NONE } from '../nodes/node.ts';

/** The values of one key by index. */
export type ValueReader = (index: number) => unknown;

const EMPTY = 0xffffffff;

/**
 * Finds the indices of tuples of values by their identity.
 *
 * A hash table with open addressing: 8 to 16 bytes an index and no copy of the values, which are
 * compared where they are. Equal tuples are chained, so a search costs in proportion to what it
 * finds.
 */
export class IdentityIndex {
  private readonly readers: readonly ValueReader[];
  /** First index of a chain by slot. */
  private readonly slots: Uint32Array;
  /** Next index of the same tuple by index; left out as long as all tuples differ. */
  private next: Uint32Array | undefined;

  /** Throws `PSYRUN_SPACE_TOO_LARGE` beyond 2^26 tuples. */
  constructor(length: number, readers: readonly ValueReader[]) {
    requireListable(length);
    this.readers = readers;
    this.slots = new Uint32Array(slotCount(length)).fill(EMPTY);
    // From the end, so that chains ascend.
    for (let index = length - 1; index >= 0; index--) this.insert(index, length);
  }

  /** Whether the tuple is there, however often. */
  has(tuple: readonly unknown[]): boolean {
    return this.slots[this.slotOf(tuple)] !== EMPTY;
  }

  /** Ascending indices of the tuple. */
  indicesOf(tuple: readonly unknown[]): readonly number[] {
    let index = this.slots[this.slotOf(tuple)]!;
    if (index === EMPTY) return NONE;
    if (this.next === undefined) return [index];
    const found: number[] = [];
    for (; index !== EMPTY; index = this.next[index]!) found.push(index);
    return found;
  }

  /** The first index of every distinct tuple, ascending. */
  distinct(): Float64Array {
    return Float64Array.from(this.slots.filter((index) => index !== EMPTY)).sort();
  }

  private insert(index: number, length: number): void {
    const slot = this.slotOf(this.readers.map((read) => read(index)));
    const first = this.slots[slot]!;
    // Stryker disable next-line ConditionalExpression: a chain of one index only takes memory.
    if (first !== EMPTY) {
      this.next ??= new Uint32Array(length).fill(EMPTY);
      this.next[index] = first;
    }
    this.slots[slot] = index;
  }

  /** The slot of the tuple, or the empty one where it belongs. */
  private slotOf(tuple: readonly unknown[]): number {
    const mask = this.slots.length - 1;
    let hash = 0;
    for (let i = 0; i < tuple.length; i++) hash = mixHashes(hash, identityHash(tuple[i]));
    // Stryker disable next-line ArithmeticOperator: the slots may as well be tried backwards.
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = this.slots[slot]!;
      if (index === EMPTY || this.holds(index, tuple)) return slot;
    }
  }

  private holds(index: number, tuple: readonly unknown[]): boolean {
    for (let i = 0; i < tuple.length; i++) {
      if (!sameIdentity(this.readers[i]!(index), tuple[i])) return false;
    }
    return true;
  }
}

/** A power of two that leaves at least a third of the slots empty. */
function slotCount(length: number): number {
  return 2 ** Math.ceil(Math.log2(1.5 * length + 2));
}
