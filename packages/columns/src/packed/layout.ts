import type { Column } from '@psyrun/core';
import { isNdArray } from '../array/as-nd-array.ts';
import { commonDtype, dtypeOf, promotedDtype, type Dtype } from '../array/dtype.ts';
import type { ColumnKind } from '../column/column-kind.ts';
import { numberDtype } from '../column/number-dtype.ts';
import { packColumn, packList, type PackedList } from './pack-column.ts';
import type { PackedColumn } from './packed-column.ts';

/** The form of a packed column: everything but its rows and its elements. */
export interface Layout {
  readonly kind: PackedColumn['kind'];
  /** The type of the elements, if they are numbers. */
  readonly dtype?: Dtype;
  /** The shape of each row. */
  readonly rowShape: readonly number[];
  /** The origin of the values, which decides how layouts are joined. */
  readonly of: Origin;
  /** The type of the numbers of a list without the rows that lack one: these may make it float64. */
  readonly exact?: Dtype;
  /** True if rows of a list of numbers lack one. */
  readonly hasMissing?: boolean;
}

/**
 * - `nothing`: no row has a value;
 * - `numbers`: numbers in a list, also typed ones;
 * - `lists`: lists of numbers;
 * - `arrays`: n-d arrays of numbers of up to 32 bits, or of floats, also with lists among them;
 * - `others`: anything else. It is joined with nothing but its like.
 */
type Origin = 'nothing' | 'numbers' | 'lists' | 'arrays' | 'others';

/** Packs a column, which must have rows, and returns its layout, too. Throws as {@link packColumn} does. */
export function packWithLayout(
  key: string,
  column: Column,
): { readonly packed: PackedColumn; readonly layout: Layout } {
  if (isNdArray(column) || ArrayBuffer.isView(column)) {
    const packed = packColumn(key, column);
    return { packed, layout: layoutOf(packed, 'others') };
  }
  const { packed, kind, hasScalars } = packList(key, column);
  const of = originOf(column, { packed, kind, hasScalars });
  const layout = layoutOf(packed, of);
  if (of !== 'numbers') return { packed, layout };
  const exact = hasScalars ? numberDtype(column)! : kind.kind === 'int' ? 'int64' : 'float64';
  return { packed, layout: ofNumbers(exact, kind.nullable) };
}

function ofNumbers(exact: Dtype, hasMissing: boolean): Layout {
  const dtype = hasMissing && !exact.startsWith('float') ? 'float64' : exact;
  return { kind: 'number', dtype, rowShape: [], of: 'numbers', exact, hasMissing };
}

/** Returns the layout of a packed column. */
export function layoutOf(packed: PackedColumn, of: Origin): Layout {
  const { kind, shape } = packed;
  const rowShape = shape.slice(1);
  return kind === 'number'
    ? { kind, dtype: dtypeOf(packed.data), rowShape, of }
    : { kind, rowShape, of };
}

function originOf(column: Column, { packed, kind, hasScalars }: PackedList): Origin {
  if (packed.kind !== 'number') return 'others';
  if (kind.kind === 'null') return 'nothing';
  if (kind.kind === 'int' || kind.kind === 'float') return 'numbers';
  if (kind.kind !== 'ndarray' || hasScalars || !isJoinable(kind)) return 'others';
  const isOfLists = !kind.nullable && Array.from(column).every((value) => Array.isArray(value));
  return isOfLists ? 'lists' : 'arrays';
}

/** Integers of 64 bits may not become floats. */
function isJoinable({ rank, dtype }: ColumnKind): boolean {
  return rank! > 0 && dtype !== 'int64' && dtype !== 'uint64';
}

/**
 * Returns the layout of a column with the rows of two others: the one that {@link packColumn} gives to
 * all rows together. Undefined if that cannot be told from the layouts.
 *
 * @example
 * ```ts
 * const whole = packWithLayout('x', [1, 2]).layout;
 * const broken = packWithLayout('x', [0.5]).layout;
 * joinedLayout(whole, broken)?.dtype; // => 'float64'
 * joinedLayout(whole, packWithLayout('x', ['a']).layout); // => undefined
 * ```
 */
export function joinedLayout(a: Layout, b: Layout): Layout | undefined {
  if (a.kind !== b.kind) return undefined;
  if (a.of === 'others' || b.of === 'others') return a.of === b.of ? joinedOthers(a, b) : undefined;
  if (a.of === 'nothing') return withMissing(b);
  if (b.of === 'nothing') return withMissing(a);
  if (a.of === 'numbers' || b.of === 'numbers')
    return a.of === b.of ? joinedNumbers(a, b) : undefined;
  return joinedArrays(a, b);
}

/** Lists of texts and of complex numbers may have any length. */
function joinedOthers(a: Layout, b: Layout): Layout | undefined {
  if (a.dtype !== b.dtype) return undefined;
  if (isSameShape(a, b)) return a;
  const isPadded = a.kind === 'string' || a.kind === 'complex';
  const isAlike = a.rowShape.length > 0 && a.rowShape.length === b.rowShape.length;
  return isPadded && isAlike ? { ...a, rowShape: largest(a, b) } : undefined;
}

/** Rows without a value are NaN. */
function withMissing(layout: Layout): Layout {
  if (layout.of === 'nothing') return layout;
  if (layout.of === 'numbers') return ofNumbers(layout.exact!, true);
  return { ...layout, dtype: 'float64', of: 'arrays' };
}

function joinedNumbers(a: Layout, b: Layout): Layout {
  const hasMissing = a.hasMissing === true || b.hasMissing === true;
  return ofNumbers(promotedDtype(a.exact!, b.exact!), hasMissing);
}

function joinedArrays(a: Layout, b: Layout): Layout | undefined {
  if (a.rowShape.length !== b.rowShape.length) return undefined;
  const isOfLists = a.of === 'lists' && b.of === 'lists';
  const isRagged = !isSameShape(a, b);
  const dtype = commonDtype(a.dtype!, b.dtype!);
  return {
    kind: 'number',
    dtype: isRagged && dtype !== 'float32' ? 'float64' : dtype,
    rowShape: largest(a, b),
    of: isOfLists ? 'lists' : 'arrays',
  };
}

/** True if the rows of both have the same shape. */
export function isSameShape(a: Pick<Layout, 'rowShape'>, b: Pick<Layout, 'rowShape'>): boolean {
  return a.rowShape.join() === b.rowShape.join();
}

function largest(a: Layout, b: Layout): number[] {
  return a.rowShape.map((length, axis) => Math.max(length, b.rowShape[axis]!));
}
