/** A set of indices below `universe` that can be counted through in both directions. */
export interface IndexSet {
  /** The indices are whole numbers from 0 to `universe - 1`. */
  readonly universe: number;
  /** The number of members. */
  readonly size: number;
  has(index: number): boolean;
  /** The number of members below `index`, which is a member or not. */
  rank(index: number): number;
  /** Member `position` in ascending order, from 0; the position is in range. */
  select(position: number): number;
  /** The indices below `universe` that are not members. */
  complement(): IndexSet;
  /** The members as runs of neighbours, ascending: first index and length. */
  runs(): Iterable<readonly [start: number, length: number]>;
}

/** The last position of an ascending list whose value is at most `value`; -1 if there is none. */
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
