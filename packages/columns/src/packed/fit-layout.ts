import { cast } from '../array/cast.ts';
import { sizeOf } from '../array/nd-array.ts';
import { isSameShape, type Layout } from './layout.ts';
import { padRows } from './pad-rows.ts';
import type { PackedColumn } from './packed-column.ts';

/**
 * Returns a packed column of another layout, one that {@link joinedLayout} made of its own: numbers get
 * its type, and shorter rows are filled up with NaN or with empty strings. Undefined if it does not fit.
 *
 * @example
 * ```ts
 * import { packColumn } from '@psyrun/columns/internal';
 * const layout = { kind: 'number', dtype: 'float64', rowShape: [3], of: 'lists' } as const;
 * const packed = fitLayout(packColumn('x', [[1, 2]]), layout);
 * packed?.data; // => Float64Array.of(1, 2, NaN)
 * ```
 */
export function fitLayout(packed: PackedColumn, layout: Layout): PackedColumn | undefined {
  if (packed.kind !== layout.kind) return undefined;
  const rowShape = packed.shape.slice(1);
  const isMissing = rowShape.length === 0 && layout.rowShape.length > 0;
  const fits =
    isMissing ||
    (rowShape.length === layout.rowShape.length &&
      rowShape.every((length, axis) => length <= layout.rowShape[axis]!));
  if (!fits) return undefined;
  const typed =
    packed.kind === 'number' ? { ...packed, data: cast(packed.data, layout.dtype!) } : packed;
  return isSameShape({ rowShape }, layout) ? typed : padded(typed, layout.rowShape);
}

function padded(packed: PackedColumn, rowShape: readonly number[]): PackedColumn {
  const [rows, ...from] = packed.shape as [number, ...number[]];
  const shape = [rows, ...rowShape];
  const size = sizeOf(shape);
  switch (packed.kind) {
    case 'string': {
      const data = new Array<string>(size).fill('');
      padRows(packed.data, from, data, rowShape);
      return { ...packed, shape, data };
    }
    case 'complex': {
      // A complex number is a last axis of two floats.
      const data = Float64Array.from({ length: 2 * size }, (_, i) => (i % 2 === 0 ? NaN : 0));
      padRows(packed.data, [...from, 2], data, [...rowShape, 2]);
      return { ...packed, shape, data };
    }
    default: {
      const data = new (packed.data.constructor as new (length: number) => Float64Array)(size);
      data.fill(NaN);
      // Rows without a value have no axis.
      if (from.length > 0) padRows(packed.data as Float64Array, from, data, rowShape);
      return { ...packed, shape, data } as PackedColumn;
    }
  }
}
