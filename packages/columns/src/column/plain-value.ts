import {
  isPickled,
  isPlainObject,
  isScalar,
  isSparse,
  type Column,
  type Pickled,
  type Row,
  type Scalar,
  type Table,
} from '@psyrun/core';
import { isNumberList } from '../array/as-nd-array.ts';
import { isMap, isSet } from '../array/brands.ts';
import { emptyTable } from '../table/empty-table.ts';
import { setOwnValue } from './own-value.ts';

/**
 * Returns a value with numbers in place of typed numbers, and with what JavaScript makes of pickled
 * values, also of those in lists, maps, sets and objects. A value without either is returned itself.
 *
 * @example
 * ```ts
 * import { float } from '@psyrun/core';
 * plainValue([float(1), { x: float(2) }]); // => [1, { x: 2 }]
 * ```
 */
export function plainValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return isTyped(value) ? value.value : plainObject(value);
}

/** Returns a row with numbers in place of typed numbers; see {@link plainValue}. */
export function plainRow(row: Row): Row {
  let plain: Record<string, unknown> | undefined;
  for (const key of Object.keys(row)) {
    const value = row[key];
    const number = plainValue(value);
    if (number === value) continue;
    plain ??= { ...row };
    setOwnValue(plain, key, number);
  }
  return plain ?? row;
}

/** Returns a table with numbers in place of typed numbers; see {@link plainValue}. */
export function plainTable(table: Table): Table {
  const plain = emptyTable();
  for (const [key, column] of Object.entries(table)) {
    plain[key] = plainColumn(column);
  }
  return plain;
}

/** Returns a column with numbers in place of typed numbers; itself if there are none. */
export function plainColumn(column: Column): Column {
  return !Array.isArray(column) || isNumberList(column) ? column : plainList(column);
}

/** True for values that stand for another one: typed numbers and pickled values. */
function isTyped(value: unknown): value is Scalar | Pickled {
  return isScalar(value) || isPickled(value);
}

/** Objects nested deeper than this are returned themselves: no store or journal takes them. */
const DEEPEST = 1000;

/** The plain values of objects. An object that contains itself is in it before it is finished. */
class Known {
  readonly #became = new Map<object, unknown>();
  #depth = 0;

  /** Returns what an object became, or becomes now. */
  plain(object: object): unknown {
    if (this.#became.has(object) || this.#depth === DEEPEST) {
      return this.#became.get(object) ?? object;
    }
    this.#became.set(object, object);
    this.#depth++;
    const plain = plainContainer(object, this);
    this.#depth--;
    this.#became.set(object, plain);
    return plain;
  }
}

/** Without `known`, the object has nothing to do with others. */
function plainObject(object: object, known?: Known): unknown {
  if (isNumberList(object) || ArrayBuffer.isView(object)) return object;
  return (known ?? new Known()).plain(object);
}

function plainContainer(object: object, known: Known): unknown {
  if (Array.isArray(object)) return plainList(object, known);
  if (isMap(object)) {
    const items = [...object].flat(1);
    const plain = plainList(items, known);
    return plain === items ? object : mapOf(plain);
  }
  if (isSet(object)) {
    const items = [...object];
    const plain = plainList(items, known);
    return plain === items ? object : new Set(plain);
  }
  if (!isPlainObject(object)) return object;
  const values = Object.values(object);
  const plain = plainList(values, known);
  return plain === values ? object : objectOf(Object.keys(object), plain);
}

/** The list does not hold numbers only. */
function plainList(list: readonly unknown[], known?: Known): readonly unknown[] {
  if (isSparse(list)) return plainSparse(list, known);
  // Reads without an index: see beginsWithNumber.
  let plain: unknown[] | undefined;
  let i = -1;
  for (const item of list) {
    i++;
    if (typeof item !== 'object' || item === null) continue;
    const becomes = isTyped(item) ? item.value : plainObject(item, known);
    if (becomes === item) continue;
    plain ??= Array.from(list);
    plain[i] = becomes;
  }
  return plain ?? list;
}

/** The elements that are there, in a list with as many empty places. */
function plainSparse(list: readonly unknown[], known?: Known): readonly unknown[] {
  const indices = Object.keys(list).map(Number);
  const items = indices.map((i) => list[i]);
  const becomes = plainList(items, known);
  if (becomes === items) return list;
  const plain: unknown[] = [];
  plain.length = list.length;
  indices.forEach((index, i) => (plain[index] = becomes[i]));
  return plain;
}

function mapOf(flat: readonly unknown[]): Map<unknown, unknown> {
  const map = new Map<unknown, unknown>();
  for (let i = 0; i < flat.length; i += 2) map.set(flat[i], flat[i + 1]);
  return map;
}

function objectOf(keys: readonly string[], values: readonly unknown[]): Row {
  const object: Record<string, unknown> = {};
  keys.forEach((key, i) => setOwnValue(object, key, values[i]));
  return object;
}
