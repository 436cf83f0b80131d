import type { Column } from '@psyrun/core';

/**
 * Returns lists of strings with one length: shorter ones end with empty strings, as shorter lists of numbers
 * end with NaN. Returns the column itself if it holds anything else.
 *
 * @example
 * ```ts
 * paddedTexts([['a', 'b'], ['c']]); // => [['a', 'b'], ['c', '']]
 * paddedTexts([['a'], 'b']); // => [['a'], 'b']
 * ```
 */
export function paddedTexts(column: Column): Column {
  const lists = Array.from(column);
  if (!lists.every(isTexts)) return column;
  const longest = lists.reduce((most, { length }) => Math.max(most, length), 0);
  return lists.map((list) => [...list, ...new Array<string>(longest - list.length).fill('')]);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
