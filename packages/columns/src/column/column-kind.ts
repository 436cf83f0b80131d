import type { Column } from '@psyrun/core';
import { asNdArray, isNdArray, isNumberList } from '../array/as-nd-array.ts';
import { isBytes, isDate, isMap, isSet } from '../array/brands.ts';
import { beginsWithNumber } from '../packed/begins-with-number.ts';
import { commonDtype, dtypeOf, type Dtype } from '../array/dtype.ts';
import { numberDtype } from './number-dtype.ts';
import { plainColumn } from './plain-value.ts';

/** The kind of the values of a column. */
export type ColumnKind = {
  /**
   * - `float`: numbers;
   * - `int`: numbers that are safe integers, without negative zero;
   * - `bigint`: bigints, or bigints and safe integers;
   * - `boolean`, `string`, `date`, `map`, `set`: as they say; `bytes`: `Uint8Array`;
   * - `ndarray`: n-d arrays with the same number of axes; shapes may differ;
   * - `list`: arrays, not all of them n-d arrays of one number of axes;
   * - `object`: other objects;
   * - `null`: nothing but null, or no rows at all;
   * - `mixed`: values of several of these kinds.
   */
  readonly kind:
    | 'float'
    | 'int'
    | 'bigint'
    | 'boolean'
    | 'string'
    | 'date'
    | 'bytes'
    | 'ndarray'
    | 'list'
    | 'map'
    | 'set'
    | 'object'
    | 'null'
    | 'mixed';
  /** True if some rows are null, which is the missing value in a column of any kind. */
  readonly nullable: boolean;
  /** The element type that holds all n-d arrays of the column; only for `ndarray`. */
  readonly dtype?: Dtype;
  /** The number of axes of each value; only for `ndarray`. */
  readonly rank?: number;
};

/**
 * Returns the kind of the values of a column, in one pass. Stores use it to choose a format.
 *
 * Null is the missing value: it makes a column `nullable` and does not change its kind. NaN is a
 * number, so a column of integers and NaN is `float`. For a typed array, or an n-d array whose
 * first axis is the row, the element type decides, not the values. So do typed numbers: a column with
 * `float(1)` is `float`.
 *
 * @example
 * ```ts
 * columnKind([1, 2, null]); // => { kind: 'int', nullable: true }
 * columnKind([1, 2.5]); // => { kind: 'float', nullable: false }
 * columnKind([1, 'a']); // => { kind: 'mixed', nullable: false }
 * columnKind([[1, 2], [3]]); // => { kind: 'ndarray', nullable: false, dtype: 'float64', rank: 1 }
 * ```
 */
export function columnKind(column: Column): ColumnKind {
  const known = typedKind(column) ?? numbersKind(column);
  if (known) return { ...known, nullable: false };
  const plain = plainColumn(column);
  const kind = kindOfValues(plain);
  return plain === column ? kind : withDtype(kind, column);
}

/** Applies the types of typed numbers to the kind of a column. */
function withDtype(kind: ColumnKind, column: Column): ColumnKind {
  if (kind.kind !== 'int' && kind.kind !== 'ndarray') return kind;
  const dtype = numberDtype(column)!;
  if (kind.kind === 'ndarray') return { ...kind, dtype };
  return dtype.startsWith('float') ? { ...kind, kind: 'float' } : kind;
}

function kindOfValues(column: Column): ColumnKind {
  let common: ValueKind | undefined;
  let nullable = false;
  for (const value of column) {
    if (value === null || value === undefined) nullable = true;
    else if (common?.kind !== 'mixed') common = joined(common, valueKind(value));
  }
  return { ...(common ?? { kind: 'null' }), nullable };
}

type ValueKind = Omit<ColumnKind, 'nullable'>;

/** Shared objects: comparing references recognises a column of numbers or of lists of numbers. */
const SCALAR = {
  float: { kind: 'float' },
  int: { kind: 'int' },
  bigint: { kind: 'bigint' },
  boolean: { kind: 'boolean' },
  string: { kind: 'string' },
  mixed: { kind: 'mixed' },
  list: { kind: 'list' },
  vector: { kind: 'ndarray', dtype: 'float64', rank: 1 },
} as const satisfies Record<string, ValueKind>;

function typedKind(column: Column): ValueKind | undefined {
  const array = isNdArray(column) || ArrayBuffer.isView(column) ? asNdArray(column) : undefined;
  if (array === undefined || array.shape.length === 0) return undefined;
  const dtype = dtypeOf(array.data);
  if (array.shape.length > 1) return { kind: 'ndarray', dtype, rank: array.shape.length - 1 };
  if (dtype.startsWith('float')) return SCALAR.float;
  return dtype.endsWith('64') ? SCALAR.bigint : SCALAR.int;
}

/** Does the same for a list of numbers only, which most columns are, in a third of the time. */
function numbersKind(column: Column): ValueKind | undefined {
  if (!Array.isArray(column) || !beginsWithNumber(column)) return undefined;
  let whole = true;
  for (let i = 0; i < column.length; i++) {
    const value: unknown = column[i];
    if (typeof value !== 'number') return undefined;
    whole &&= isInteger(value);
  }
  return whole ? SCALAR.int : SCALAR.float;
}

function isInteger(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

function valueKind(value: unknown): ValueKind {
  switch (typeof value) {
    case 'number':
      return isInteger(value) ? SCALAR.int : SCALAR.float;
    case 'bigint':
      return SCALAR.bigint;
    case 'boolean':
      return SCALAR.boolean;
    case 'string':
      return SCALAR.string;
    default:
      return objectKind(value);
  }
}

function objectKind(value: unknown): ValueKind {
  if (isNumberList(value)) return SCALAR.vector;
  if (isBytes(value)) return { kind: 'bytes' };
  if (typeof value === 'object' && value !== null) {
    if (isDate(value)) return { kind: 'date' };
    if (isMap(value)) return { kind: 'map' };
    if (isSet(value)) return { kind: 'set' };
  }
  const array = asNdArray(value);
  if (array) return { kind: 'ndarray', dtype: dtypeOf(array.data), rank: array.shape.length };
  return Array.isArray(value) ? SCALAR.list : { kind: 'object' };
}

function joined(a: ValueKind | undefined, b: ValueKind): ValueKind {
  if (a === undefined || a === b) return b;
  if (a.kind === 'ndarray' && b.kind === 'ndarray' && a.rank === b.rank) {
    return a.dtype === b.dtype ? a : { ...a, dtype: commonDtype(a.dtype!, b.dtype!) };
  }
  if (a.kind === b.kind) return a.kind === 'ndarray' ? SCALAR.list : a;
  return wider(a, b) ?? wider(b, a) ?? SCALAR.mixed;
}

/** Returns the kind of a column with values of both kinds, if `b` can be taken as `a`. */
function wider(a: ValueKind, b: ValueKind): ValueKind | undefined {
  if ((a.kind === 'float' || a.kind === 'bigint') && b.kind === 'int') return a;
  return a.kind === 'list' && b.kind === 'ndarray' ? a : undefined;
}
