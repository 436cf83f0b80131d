/** The length up to which a list may be empty. */
const DENSE = 1_000_000;
/** The number of places of a longer list that are looked at. */
const PLACES = 64;

/**
 * True if a list is long, and most of the places that are looked at are empty. `list[1e9] = 1` makes
 * such a list: it is small, but a loop over its places takes minutes, and its form with all elements
 * fills the memory.
 *
 * @example
 * ```ts
 * const list: number[] = [];
 * list[1e9] = 1;
 * isSparse(list); // => true
 * isSparse([1, 2]); // => false
 * ```
 */
export function isSparse(list: readonly unknown[]): boolean {
  if (list.length <= DENSE) return false;
  let empty = 0;
  for (let i = 0; i < PLACES; i++) if (!(Math.floor((i / PLACES) * list.length) in list)) empty++;
  return empty > PLACES / 2;
}
