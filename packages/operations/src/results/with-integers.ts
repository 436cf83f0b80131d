import { holdsFloat, holdsInteger, withTypedIntegers } from '@psyrun/columns/internal';
import type { Row } from '@psyrun/core';

/**
 * Returns rows in which integers have their type where their column has floats, too. The rows from `first`
 * on are of files, which tell both apart: `[1, 2.5]` of a pickle stays an integer and a float.
 *
 * @example
 * ```ts
 * import { isScalar } from '@psyrun/core';
 * withIntegersOf([{ x: 1 }, { x: 2.5 }], 0).map(({ x }) => isScalar(x)); // => [true, false]
 * ```
 */
export function withIntegersOf(rows: readonly Row[], first: number): readonly Row[] {
  const integers = keysOf(rows.slice(first), holdsInteger);
  const mixed = [...integers].filter((key) => rows.some((row) => holdsFloat(row[key])));
  if (mixed.length === 0) return rows;
  return rows.map((row, i) => (i < first ? row : typedRow(row, mixed)));
}

function keysOf(rows: readonly Row[], holds: (value: unknown) => boolean): Set<string> {
  const keys = new Set<string>();
  for (const row of rows) {
    for (const key in row) if (!keys.has(key) && holds(row[key])) keys.add(key);
  }
  return keys;
}

function typedRow(row: Row, keys: readonly string[]): Row {
  const present = keys.filter((key) => Object.hasOwn(row, key));
  const typed = withTypedIntegers(present.map((key) => row[key]));
  return { ...row, ...Object.fromEntries(present.map((key, i) => [key, typed[i]])) };
}
