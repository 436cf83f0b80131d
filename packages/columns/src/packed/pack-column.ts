import { PsyrunError, type Column, type NumericArray } from '@psyrun/core';
import { isNdArray } from '../array/as-nd-array.ts';
import { cast } from '../array/cast.ts';
import type { Dtype } from '../array/dtype.ts';
import { columnKind, type ColumnKind } from '../column/column-kind.ts';
import { numberDtype } from '../column/number-dtype.ts';
import { plainColumn } from '../column/plain-value.ts';
import { isComplex, type Complex } from '../array/complex.ts';
import { int64Of } from '../array/int64-words.ts';
import type { PackedColumn } from './packed-column.ts';
import { complexPairs } from './complex-pairs.ts';
import { packLists } from './pack-lists.ts';
import { stackValues } from './stack-values.ts';

/**
 * Returns the column as elements of one size.
 *
 * Typed arrays and n-d columns keep their dtype and are not copied. In other columns, safe integers
 * become int64, other numbers float64, bigints int64 or uint64. With typed numbers among them, the
 * column has the type that NumPy gives to all of them. Booleans, strings and complex
 * numbers (`{ re, im }`, also mixed with numbers) keep their kind, also in lists of one shape; lists of
 * strings may have any length, and shorter ones end with empty strings. N-d
 * values are stacked (see {@link stackValues}). A missing value is NaN in a column of numbers, which
 * makes it float64.
 *
 * Throws `PSYRUN_STORE_VALUE`, naming the key and the row, for everything else: other kinds of values,
 * several kinds in one column, missing strings or booleans, integers of more than 64 bits.
 *
 * @example
 * ```ts
 * packColumn('x', [1, null, 2.5]).data; // => Float64Array.of(1, NaN, 2.5)
 * packColumn('n', [1, 2]).data; // => BigInt64Array.of(1n, 2n)
 * packColumn('v', [[1, 2], [3]]).shape; // => [2, 2]
 * packColumn('s', [['a', 'b'], ['c', 'd']]).shape; // => [2, 2]
 * ```
 */
export function packColumn(key: string, column: Column): PackedColumn {
  if (isNdArray(column)) return { kind: 'number', shape: column.shape, data: column.data };
  if (ArrayBuffer.isView(column)) {
    return { kind: 'number', shape: [column.length], data: column as unknown as NumericArray };
  }
  return packList(key, column).packed;
}

/** A packed column of a list of values, and what they were. */
export interface PackedList {
  readonly packed: PackedColumn;
  readonly kind: ColumnKind;
  /** True if some of the numbers are typed. */
  readonly hasScalars: boolean;
}

/** Does the same for a column that is neither a typed array nor an n-d column. */
export function packList(key: string, column: Column): PackedList {
  try {
    const plain = plainColumn(column);
    const kind = columnKind(plain);
    const packed = packValues(key, plain, kind);
    if (plain === column) return { packed, kind, hasScalars: false };
    return { packed: ofDtype(packed, numberDtype(column)), kind, hasScalars: true };
  } catch (error) {
    throw named(key, error);
  }
}

/** Gives a packed column of numbers another type, unless that cannot hold its missing values. */
function ofDtype(packed: PackedColumn, dtype: Dtype | undefined): PackedColumn {
  if (packed.kind !== 'number' || dtype === undefined) return packed;
  const isFloat = dtype.startsWith('float');
  if (packed.data instanceof Float64Array && !isFloat) return packed;
  return { ...packed, data: cast(packed.data, dtype) };
}

function packValues(
  key: string,
  column: Column,
  { kind, nullable, rank }: ColumnKind,
): PackedColumn {
  const shape = [column.length];
  const values = column as Column<never>;
  switch (kind) {
    case 'int':
      return {
        kind: 'number',
        shape,
        data: nullable ? floats(values) : int64Of(values, column.length),
      };
    case 'float':
    case 'null':
      return { kind: 'number', shape, data: nullable ? floats(values) : new Float64Array(values) };
    case 'bigint':
      return { kind: 'number', shape, data: nullable ? exactFloats(values) : bigints(values) };
    case 'ndarray':
      return { kind: 'number', ...stackValues(nullable ? filledUp(column, rank!) : column) };
  }
  if (isEveryComplex(column)) return { kind: 'complex', shape, data: complexPairs(column) };
  if (nullable && MARKLESS.has(kind)) throw missing(key, column, kind);
  if (kind === 'boolean') return { kind, shape, data: Uint8Array.from(values, Number) };
  if (kind === 'string') return { kind, shape, data: Array.from(values) };
  if (kind === 'list') return listsIn(key, column);
  throw refused(key, column, kind);
}

/** The kinds whose columns have no mark for a missing value. */
const MARKLESS: ReadonlySet<ColumnKind['kind']> = new Set(['string', 'boolean', 'list']);

function listsIn(key: string, column: Column): PackedColumn {
  const packed = packLists(column);
  if (!('what' in packed)) return packed;
  const { row, what } = packed;
  throw new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `${JSON.stringify(key)} holds lists that this format cannot store: row ${row} ${what}.`,
    {
      hint: `Lists of numbers, strings, booleans or complex numbers need one shape in all rows. ${HINT}`,
      fields: { key, row },
    },
  );
}

/** Missing numbers become NaN. */
function floats(column: Column<number | null | undefined>): Float64Array {
  const data = new Float64Array(column.length);
  let row = 0;
  for (const value of column) data[row++] = value ?? NaN;
  return data;
}

function bigints(column: Column<bigint | number>): BigInt64Array | BigUint64Array {
  const values = Array.from(column, BigInt);
  const fits = (Type: typeof BigInt64Array | typeof BigUint64Array) => {
    const data = Type.from(values);
    return values.every((value, row) => value === data[row]) ? data : undefined;
  };
  const data = fits(BigInt64Array) ?? fits(BigUint64Array);
  if (data) return data;
  const row = values.findIndex((value) => value !== BigInt.asIntN(64, value));
  throw new PsyrunError(
    'PSYRUN_VALUE',
    `Row ${row} holds ${values[row]}, and the column would need more than 64 bits.`,
    { fields: { row } },
  );
}

function exactFloats(column: Column<bigint | number | null | undefined>): Float64Array {
  const row = Array.from(column).findIndex((value) => {
    return typeof value === 'bigint' && BigInt(Number(value)) !== value;
  });
  if (row < 0) {
    return floats(
      Array.from(column, (value) => (typeof value === 'bigint' ? Number(value) : value)),
    );
  }
  throw new PsyrunError(
    'PSYRUN_VALUE',
    `Rows without a value make it float64, which cannot hold ${column.at(row)} of row ${row}.`,
    { fields: { row } },
  );
}

/** Replaces missing values by arrays without elements or, if an array has no axis, by one NaN. */
function filledUp(column: Column, rank: number): unknown[] {
  const data = Float64Array.from(rank === 0 ? [NaN] : []);
  const nothing = { shape: new Array<number>(rank).fill(0), data };
  return Array.from(column, (value) => value ?? nothing);
}

function isEveryComplex(column: Column): column is Column<Complex | number | null | undefined> {
  let some = false;
  for (const value of column) {
    if (isComplex(value)) some = true;
    else if (value !== null && value !== undefined && typeof value !== 'number') return false;
  }
  return some;
}

const HINT =
  'Exclude the key from the result, or choose the pickle store (.pkl), which holds any value.';

function missing(key: string, column: Column, kind: string): PsyrunError {
  const row = Array.from(column).findIndex((value) => value === null || value === undefined);
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `Row ${row} has no value for ${JSON.stringify(key)}, a column of ${kind}s, and this format has no mark for it.`,
    { hint: `Return a value in every row. ${HINT}`, fields: { key, row } },
  );
}

const NAMES: Partial<Record<ColumnKind['kind'], string>> = { mixed: 'values of several kinds' };

function refused(key: string, column: Column, kind: ColumnKind['kind']): PsyrunError {
  const row = kind === 'mixed' ? firstOfOtherKind(column) : firstValue(column);
  const what = kind === 'bytes' ? 'byte strings' : (NAMES[kind] ?? `${kind}s`);
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `${JSON.stringify(key)} holds ${what} (row ${row}), which this format cannot store.`,
    { hint: HINT, fields: { key, kind, row } },
  );
}

function firstValue(column: Column): number {
  return Array.from(column).findIndex((value) => value !== null && value !== undefined);
}

/** The first row whose value makes the column one of several kinds. */
function firstOfOtherKind(column: Column): number {
  const values = Array.from(column);
  let [low, high] = [1, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (columnKind(values.slice(0, middle)).kind === 'mixed') high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

/** Turns a refusal of the data model into the refusal of a store. */
function named(key: string, error: unknown): unknown {
  if (!(error instanceof PsyrunError)) return error;
  if (error.code === 'PSYRUN_ARGUMENT') {
    return new PsyrunError('PSYRUN_STORE_VALUE', `${JSON.stringify(key)}: ${error.message}`, {
      fields: { ...error.fields, key },
      cause: error,
    });
  }
  if (error.code !== 'PSYRUN_VALUE') return error;
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `${JSON.stringify(key)} cannot be stored in this format. ${error.message}`,
    { hint: HINT, fields: { ...error.fields, key }, cause: error },
  );
}
