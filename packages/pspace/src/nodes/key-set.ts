import type { SpaceNode } from './node.ts';

/**
 * A set of keys that never changes. A larger set that is made from it shares its memory, so that a loop
 * that adds a key at a time takes time in proportion to the keys.
 *
 * @example
 * ```ts
 * const set = KeySet.of(['a']);
 * const larger = set.with(['b']);
 * [set.has('b'), larger.has('b')]; // => [false, true]
 * ```
 */
export class KeySet {
  /** The place of each key. Keys from `size` on belong to larger sets. */
  readonly #places: Map<string, number>;
  readonly size: number;

  private constructor(places: Map<string, number>) {
    this.#places = places;
    this.size = places.size;
  }

  /** Returns the set of these keys. */
  static of(keys: readonly string[]): KeySet {
    return new KeySet(new Map(keys.map((key, i) => [key, i])));
  }

  has(key: string): boolean {
    return (this.#places.get(key) ?? Infinity) < this.size;
  }

  /** Returns the set with more keys, which it does not have. */
  with(keys: readonly string[]): KeySet {
    const isLargest = this.#places.size === this.size;
    const places = isLargest
      ? this.#places
      : new Map([...this.#places].filter(([, place]) => place < this.size));
    for (const key of keys) places.set(key, places.size);
    return new KeySet(places);
  }
}

const known = new WeakMap<SpaceNode, KeySet>();

/** Returns the set of the keys of a node. */
export function keySetOf(node: SpaceNode): KeySet {
  const set = known.get(node) ?? KeySet.of(node.keys);
  known.set(node, set);
  return set;
}

/** Keeps the set of the keys of a node, which then need not be listed. */
export function keepKeySet(node: SpaceNode, set: KeySet): void {
  known.set(node, set);
}
