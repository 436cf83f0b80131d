import { encodeElements } from '../type/encode-column.ts';
import { sizeOf, type Layout, type PackedColumn } from '@psyrun/columns/internal';
import type { Elements } from '../library/h5-dataset.ts';
import type { StringType } from '../type/h5-strings.ts';
import type { ElementType } from '../type/h5-type.ts';
import { variablePath } from './netcdf-name.ts';
import { fillBytes, netcdfType } from './netcdf-type.ts';

/** A dimension of a file. */
export interface Dimension {
  readonly name: string;
  readonly length: number;
}

/** A variable of a file: the values of a column along dimensions. */
export interface Variable {
  readonly key: string;
  readonly path: string;
  readonly type: ElementType;
  readonly strings: StringType;
  /** The dimensions along which its rows are. */
  readonly along: readonly Dimension[];
  /** The dimensions of each row. */
  readonly within: readonly Dimension[];
  /** Number of bytes of an element, and of a row, before they are written. */
  readonly width: number;
  readonly rowBytes: number;
  /** The bytes of a missing element. */
  readonly fill: Uint8Array;
  readonly isBoolean: boolean;
}

/** The type of the strings of a column that has none. */
const NO_STRINGS: StringType = { size: 0, cset: 0 };

/** Returns the variable of a column. Throws `PSYRUN_STORE_VALUE` for names and types that netCDF lacks. */
export function variableOf(
  key: string,
  layout: Layout,
  { size, cset }: StringType = NO_STRINGS,
  dimensions: Pick<Variable, 'along' | 'within'>,
): Variable {
  // Each string ends with NUL.
  const strings = { size: size + 1, cset };
  const type = netcdfType(key, layout, strings);
  const width = layout.kind === 'string' ? strings.size : type.size;
  return {
    ...{ key, path: variablePath(key), type, strings, ...dimensions, width },
    rowBytes: width * sizeOf(layout.rowShape),
    fill: fillBytes(layout),
    isBoolean: layout.kind === 'boolean',
  };
}

/** Returns the lengths of dimensions. */
export function lengthsOf(dimensions: readonly Dimension[]): number[] {
  return dimensions.map(({ length }) => length);
}

/** Returns the elements of rows of a variable. Throws `PSYRUN_STORE_VALUE` for strings that HDF5 cannot hold. */
export function elementsOf(
  { key, strings, type, width }: Variable,
  column: PackedColumn,
): Elements {
  const { buffer, byteOffset, byteLength } = encodeElements(key, column, strings);
  const bytes = new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
  return { type, bytes, width };
}
