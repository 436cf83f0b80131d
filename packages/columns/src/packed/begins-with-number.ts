/**
 * True if a list begins with a number. Call it before a loop over the numbers of many lists.
 *
 * V8 stores a list of doubles only as plain doubles. If one loop reads by index from such lists and
 * from other lists too, V8 compiles it so that every list of doubles becomes a list of boxed
 * numbers, for good. Such a list takes three times the memory, and writing 10^5 of them to a pickle
 * took four times as long. Therefore these loops receive no other lists, and this function does not
 * read by index.
 *
 * @example
 * ```ts
 * beginsWithNumber([0.5, 'a']); // => true
 * beginsWithNumber([]); // => false
 * ```
 */
export function beginsWithNumber(list: readonly unknown[]): boolean {
  return typeof list.at(0) === 'number';
}
