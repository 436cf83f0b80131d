import { isComplex, isNdArray } from '@psyrun/columns';
import { emptyTable } from '@psyrun/columns/internal';
import { isPlainObject, isScalar, Scalar, type Table } from '@psyrun/core';

/**
 * Returns a table whose integers stay integers beside floats: in columns with both, they are typed
 * numbers. For rows of a language that tells one from the other.
 *
 * @example
 * ```ts
 * import { isScalar } from '@psyrun/core';
 * const { x, n } = withTypedIntegers({ x: [1, 2.5], n: [1, 2] });
 * Array.from(x!, isScalar); // => [true, false]
 * n; // => [1, 2]
 * ```
 */
export function withTypedIntegers(table: Table): Table {
  const result = emptyTable();
  for (const [key, column] of Object.entries(table)) {
    const isMixed = Array.isArray(column) && column.some(holdsFloat) && column.some(holdsInteger);
    result[key] = isMixed ? column.map(typed) : column;
  }
  return result;
}

function holdsFloat(value: unknown): boolean {
  if (typeof value === 'number') return !isInteger(value);
  return isScalar(value) ? value.isFloat : membersOf(value).some(holdsFloat);
}

function holdsInteger(value: unknown): boolean {
  return typeof value === 'number' ? isInteger(value) : membersOf(value).some(holdsInteger);
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
