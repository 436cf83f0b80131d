import { dtypeOf, sizeOf, type PackedColumn } from '@psyrun/columns/internal';
import type { NumericArray } from '@psyrun/core';
import type { Metadata } from 'h5wasm/node';
import { encodeStrings } from './h5-strings.ts';
import { CLASS, type ElementType } from './h5-type.ts';

/** A column in the form for HDF5: the bytes of all elements, and their type. */
export interface EncodedColumn {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly elements: ArrayBufferView;
  /**
   * True for booleans. The library cannot make them: they are written as bytes that are marked
   * later.
   */
  readonly isBoolean: boolean;
}

/**
 * Returns the bytes and the type of a column. Complex numbers are pairs `r`, `i`, as in PyTables
 * and h5py. Strings have one width, in UTF-8. Throws `PSYRUN_STORE_VALUE` as {@link encodeStrings}
 * does.
 */
export function encodeColumn(key: string, column: PackedColumn): EncodedColumn {
  const { kind, shape, data } = column;
  const isBoolean = kind === 'boolean';
  if (kind === 'string') {
    const { bytes, size, cset } = encodeStrings(key, data, sizeOf(shape.slice(1)));
    return { type: { ...plain(CLASS.string, size), cset }, shape, elements: bytes, isBoolean };
  }
  const type = kind === 'complex' ? COMPLEX : numberType(data);
  return { type, shape, elements: data, isBoolean };
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

function numberType(data: NumericArray): ElementType {
  const dtype = dtypeOf(data);
  const type = dtype.startsWith('float') ? CLASS.float : CLASS.integer;
  return plain(type, data.BYTES_PER_ELEMENT, !dtype.startsWith('uint'));
}
