import { isPlainObject, isScalar, Scalar, type Row } from '@psyrun/core';
import { isNdArray } from '../array/as-nd-array.ts';
import { isComplex } from '../array/complex.ts';

/**
 * Returns a column with typed numbers in place of its integers, also of those in lists and objects, so
 * that they stay integers beside floats. For rows of a language that tells one from the other.
 *
 * @example
 * ```ts
 * import { isScalar } from '@psyrun/core';
 * withTypedIntegers([1, 2.5]).map(isScalar); // => [true, false]
 * ```
 */
export function withTypedIntegers(column: readonly unknown[]): unknown[] {
  return column.map(typed);
}

/** True if a value is a number that is no integer, or holds one. */
export function holdsFloat(value: unknown): boolean {
  if (typeof value === 'number') return !isInteger(value);
  return isScalar(value) ? value.isFloat : membersOf(value).some(holdsFloat);
}

/** True if a value is an integer, or holds one. */
export function holdsInteger(value: unknown): boolean {
  return typeof value === 'number' ? isInteger(value) : membersOf(value).some(holdsInteger);
}

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

function typed(value: unknown): unknown {
  if (typeof value === 'number') return isInteger(value) ? new Scalar('int64', value) : value;
  if (Array.isArray(value)) return value.map(typed);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typed(item)]));
}

function membersOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}

/** True for an object with members. Complex numbers and n-d arrays have a type of their own. */
function isObject(value: unknown): value is Record<string, unknown> {
  return isPlainObject(value) && !isScalar(value) && !isComplex(value) && !isNdArray(value);
}

function isInteger(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}
