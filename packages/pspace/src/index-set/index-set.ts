/** A set of indices below `universe`. It maps positions to members and members to positions. */
export interface IndexSet {
  /** The indices are integers from 0 to `universe - 1`. */
  readonly universe: number;
  /** The number of members. */
  readonly size: number;
  has(index: number): boolean;
  /** Returns the number of members below `index`, which need not be a member. */
  rank(index: number): number;
  /** Returns member `position` in ascending order, from 0; the position is in range. */
  select(position: number): number;
  /** Returns the set of indices below `universe` that are not members. */
  complement(): IndexSet;
  /** Yields the members as runs of neighbours, ascending: first index and length. */
  runs(): Iterable<readonly [start: number, length: number]>;
}

/** Returns the last position in an ascending list whose value is at most `value`; -1 if none. */
export function lastAtMost(ascending: ArrayLike<number>, value: number): number {
  let low = -1;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
