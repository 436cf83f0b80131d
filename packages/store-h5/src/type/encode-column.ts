import { ARRAY_OF_DTYPE, sizeOf, type Layout, type PackedColumn } from '@psyrun/columns/internal';
import type { Metadata } from 'h5wasm/node';
import { encodeStrings, StringTypes, type StringType } from './h5-strings.ts';
import { CLASS, type ElementType } from './h5-type.ts';

/** The type of a column. */
export interface ColumnType {
  readonly type: ElementType;
  /**
   * True for booleans. The library cannot make them: they are written as bytes that are marked
   * later.
   */
  readonly isBoolean: boolean;
}

/**
 * Returns the type of a column in HDF5. Complex numbers are pairs `r`, `i`, as in PyTables and h5py.
 * Strings have one width, in UTF-8.
 */
export function columnType({ kind, dtype }: Pick<Layout, 'kind' | 'dtype'>, strings: StringType) {
  return { type: elementType(kind, dtype, strings), isBoolean: kind === 'boolean' };
}

function elementType(
  kind: Layout['kind'],
  dtype: Layout['dtype'],
  { size, cset }: StringType,
): ElementType {
  switch (kind) {
    case 'string':
      return { ...plain(CLASS.string, size), cset };
    case 'complex':
      return COMPLEX;
    case 'boolean':
      return plain(CLASS.integer, 1);
    case 'number': {
      const type = dtype!.startsWith('float') ? CLASS.float : CLASS.integer;
      const { BYTES_PER_ELEMENT } = ARRAY_OF_DTYPE[dtype!];
      return plain(type, BYTES_PER_ELEMENT, !dtype!.startsWith('uint'));
    }
  }
}

function plain(type: number, size: number, signed = false): ElementType {
  return { type, size, signed, littleEndian: true, vlen: false };
}

const COMPLEX: ElementType = {
  ...plain(CLASS.compound, 16),
  compound_type: {
    nmembers: 2,
    members: ['r', 'i'].map((name, i) => ({
      ...(plain(CLASS.float, 8, true) as Metadata),
      name,
      offset: 8 * i,
    })),
  },
};

/** Returns the type of the strings of a column; that of no strings for any other column. */
export function stringTypeOf(column: PackedColumn): StringType {
  const strings = new StringTypes();
  if (column.kind === 'string') strings.add(column.data);
  return strings.type();
}

/**
 * Returns the bytes of the elements of a column. Throws `PSYRUN_STORE_VALUE` as {@link encodeStrings}
 * does.
 */
export function encodeElements(
  key: string,
  { kind, shape, data }: PackedColumn,
  { size }: StringType,
): ArrayBufferView {
  return kind === 'string' ? encodeStrings(key, data, sizeOf(shape.slice(1)), size) : data;
}
