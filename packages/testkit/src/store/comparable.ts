import { types } from 'node:util';
import { isNdArray } from '@psyrun/columns';
import type { Row, Table } from '@psyrun/core';

/**
 * Returns a value in a form in which equal values of a row are deep-equal, whatever their
 * representation: n-d and typed arrays become nested lists, bigints become numbers where these are
 * exact, negative zero becomes zero, sets are sorted, and a map whose keys are all strings becomes
 * an object, because other languages do not distinguish them.
 */
export function comparable(value: unknown): unknown {
  if (typeof value === 'number') return value + 0;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value !== 'object' || value === null || types.isDate(value)) return value;
  if (types.isUint8Array(value)) return { bytes: [...value] };
  if (types.isMap(value)) return comparableMap(value);
  if (types.isSet(value)) return { set: Array.from(value, comparable).sort(byText) };
  if (isNdArray(value)) return nested(value.shape, value.data);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return Array.from(value as Iterable<unknown>, comparable);
  }
  return Object.entries(value).map(([key, item]) => [key, comparable(item)]);
}

/** Returns a table as pairs of key and values, in the order of its columns. */
export function comparableTable(table: Table): unknown {
  return Object.entries(table).map(([key, column]) => [key, Array.from(column, comparable)]);
}

/** Returns a row as pairs of key and value, in the order of its keys. */
export function comparableRow(row: Row): unknown {
  return Object.entries(row).map(([key, value]) => [key, comparable(value)]);
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

function comparableMap(map: ReadonlyMap<unknown, unknown>): unknown {
  const pairs = Array.from(map, ([key, item]) => [comparable(key), comparable(item)]);
  const isObject = pairs.every(([key]) => typeof key === 'string');
  // An object lists keys that look like integers first, in whatever order they were added.
  return isObject ? Object.entries(Object.fromEntries(pairs) as object) : { map: pairs };
}

function nested(shape: readonly number[], data: ArrayLike<unknown>): unknown {
  let next = 0;
  const nest = (axis: number): unknown =>
    axis === shape.length
      ? comparable(data[next++])
      : Array.from({ length: shape[axis]! }, () => nest(axis + 1));
  return nest(0);
}
