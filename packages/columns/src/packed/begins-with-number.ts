/**
 * Whether a list begins with a number: to be asked before a loop over the numbers of many lists.
 *
 * V8 keeps a list of nothing but doubles as plain doubles. A loop that reads by index from such
 * lists and from lists of other things as well is compiled so that each list of doubles is changed for
 * good, into one of boxed numbers: three times the memory, and to write 10^5 of them to a pickle took
 * four times as long. So lists of other things are kept away from these loops, and the question
 * itself does not read by index.
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
