import { PsyrunError, type Column, type NumericArray } from '@psyrun/core';
import { isNdArray } from '../array/as-nd-array.ts';
import { columnKind, type ColumnKind } from '../column/column-kind.ts';
import { isComplex, type Complex } from '../array/complex.ts';
import { int64Of } from '../array/int64-words.ts';
import type { PackedColumn } from './packed-column.ts';
import { stackRows } from '../table/stack-rows.ts';

/**
 * Returns the column as elements of one size.
 *
 * Typed arrays and n-d columns keep their dtype and are not copied. In other columns, safe integers
 * become int64, other numbers float64, bigints int64 or uint64. Booleans, strings and complex
 * numbers (`{ re, im }`, also mixed with numbers) keep their kind. N-d values are stacked (see
 * {@link stackRows}). A missing value is NaN in a column of numbers, which makes it float64.
 *
 * Throws `PSYRUN_STORE_VALUE`, naming the key, for everything else: other kinds of values, several
 * kinds in one column, missing strings or booleans, integers of more than 64 bits.
 *
 * @example
 * ```ts
 * packColumn('x', [1, null, 2.5]).data; // => Float64Array.of(1, NaN, 2.5)
 * packColumn('n', [1, 2]).data; // => BigInt64Array.of(1n, 2n)
 * packColumn('v', [[1, 2], [3]]).shape; // => [2, 2]
 * ```
 */
export function packColumn(key: string, column: Column): PackedColumn {
  if (isNdArray(column)) return { kind: 'number', shape: column.shape, data: column.data };
  if (ArrayBuffer.isView(column)) {
    return { kind: 'number', shape: [column.length], data: column as unknown as NumericArray };
  }
  try {
    return packValues(key, column, columnKind(column));
  } catch (error) {
    throw named(key, error);
  }
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
      return { kind: 'number', ...stackRows(nullable ? filledUp(column, rank!) : column) };
  }
  if (isEveryComplex(column)) return { kind: 'complex', shape, data: pairs(column) };
  if (nullable && (kind === 'string' || kind === 'boolean')) throw missing(key, column, kind);
  if (kind === 'boolean') return { kind, shape, data: Uint8Array.from(values, Number) };
  if (kind === 'string') return { kind, shape, data: Array.from(values) };
  throw refused(key, kind);
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
  throw new PsyrunError('PSYRUN_VALUE', 'Some of its integers need more than 64 bits.');
}

function exactFloats(column: Column<bigint | number | null | undefined>): Float64Array {
  const inexact = Array.from(column).find((value) => {
    return typeof value === 'bigint' && BigInt(Number(value)) !== value;
  });
  if (inexact === undefined || inexact === null) {
    return floats(
      Array.from(column, (value) => (typeof value === 'bigint' ? Number(value) : value)),
    );
  }
  throw new PsyrunError(
    'PSYRUN_VALUE',
    `Rows without a value make it float64, which cannot hold ${inexact}.`,
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

function pairs(column: Column<Complex | number | null | undefined>): Float64Array {
  const data = new Float64Array(2 * column.length);
  let at = 0;
  for (const value of column) {
    const { re, im } = typeof value === 'object' && value ? value : { re: value ?? NaN, im: 0 };
    data[at++] = re;
    data[at++] = im;
  }
  return data;
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

const NAMES: Partial<Record<ColumnKind['kind'], string>> = {
  mixed: 'values of several kinds',
  list: 'lists that are not arrays of numbers',
  bytes: 'byte strings',
};

function refused(key: string, kind: ColumnKind['kind']): PsyrunError {
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `${JSON.stringify(key)} holds ${NAMES[kind] ?? `${kind}s`}, which this format cannot store.`,
    { hint: HINT, fields: { key, kind } },
  );
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
