import type { NumericArray } from '@psyrun/core';
import { dtypeOf } from '../array/dtype.ts';
import { joinArrays } from '../array/join-arrays.ts';
import { packColumn } from './pack-column.ts';
import type { PackedColumn, ReadColumn } from './packed-column.ts';
import { unpackColumn } from './unpack-column.ts';

/**
 * Joins columns, one after the other. A number among the parts is a number of rows without a value.
 *
 * The dtype of the first part is kept if it holds the values of all parts exactly. Floats behind
 * integers make the column floats. Otherwise the values are packed again. A part of NaN only counts as
 * rows without a value. Throws as {@link packColumn} does.
 *
 * @example
 * ```ts
 * import { packColumn } from '@psyrun/columns/internal';
 * const floats = packColumn('x', [0.5]);
 * joinPacked('x', [floats, packColumn('x', [2])]).data; // => Float64Array.of(0.5, 2)
 * joinPacked('x', [2, floats]).data; // => Float64Array.of(NaN, NaN, 0.5)
 * ```
 */
export function joinPacked(key: string, parts: readonly (ReadColumn | number)[]): PackedColumn {
  const [first] = parts;
  const floats = parts.find((part) => typeof part === 'object' && holdsFloats(part));
  for (const like of [first, floats]) {
    const alike = parts.map((part) =>
      typeof part === 'object' && typeof like === 'object' ? packedLike(part, like) : undefined,
    );
    if (alike.every((part) => part !== undefined)) return joined(alike);
  }
  return packColumn(key, parts.flatMap(valuesOf));
}

function holdsFloats({ kind, data }: ReadColumn): boolean {
  const isFloat64 = kind === 'number' && data instanceof Float64Array;
  return isFloat64 && !data.every(Number.isNaN);
}

/** A packed column of missing values only fits any kind. */
function valuesOf(part: ReadColumn | number): unknown[] {
  if (typeof part === 'number') return new Array<null>(part).fill(null);
  const values = [...unpackColumn(part)];
  return values.every((value) => Number.isNaN(value)) ? values.fill(null) : values;
}

/**
 * Returns the column with the dtype of `like`, or undefined if that dtype cannot hold all values
 * exactly, or if the values differ in shape or kind.
 *
 * @example
 * ```ts
 * import { packColumn } from '@psyrun/columns/internal';
 * const floats = packColumn('x', [0.5]);
 * packedLike(packColumn('x', [2]), floats)?.data; // => Float64Array.of(2)
 * packedLike(packColumn('x', ['a']), floats); // => undefined
 * ```
 */
export function packedLike(packed: ReadColumn, like: ReadColumn): PackedColumn | undefined {
  const sameShape =
    packed.shape.length === like.shape.length &&
    packed.shape.every((length, axis) => axis === 0 || length === like.shape[axis]);
  if (!sameShape || packed.kind !== like.kind || packed.kind === 'value') return undefined;
  if (packed.kind !== 'number' || like.kind !== 'number') return packed;
  if (dtypeOf(packed.data) === dtypeOf(like.data)) return packed;
  if (dtypeOf(like.data) !== 'float64') return undefined;
  const data = Float64Array.from(packed.data as Iterable<number | bigint>, Number);
  const exact = data.every((float, i) => {
    const value = packed.data[i];
    return typeof value === 'number' || BigInt(float) === value;
  });
  return exact ? { ...packed, data } : undefined;
}

/** All parts have the same kind, dtype and shape of rows. */
function joined(parts: readonly PackedColumn[]): PackedColumn {
  const [first] = parts as readonly [PackedColumn];
  const rows = parts.reduce((sum, { shape }) => sum + shape[0]!, 0);
  const shape = [rows, ...first.shape.slice(1)];
  if (first.kind === 'string') {
    return { ...first, shape, data: parts.flatMap(({ data }) => data as readonly string[]) };
  }
  const data = joinArrays(parts.map((part) => part.data as NumericArray));
  return { ...first, shape, data } as PackedColumn;
}
