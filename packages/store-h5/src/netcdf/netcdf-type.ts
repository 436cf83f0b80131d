import { ARRAY_OF_DTYPE, type Layout } from '@psyrun/columns/internal';
import { PsyrunError } from '@psyrun/core';
import { columnType } from '../type/encode-column.ts';
import type { StringType } from '../type/h5-strings.ts';
import { CLASS, type ElementType } from '../type/h5-type.ts';
import { fillValueOf } from './fill-value.ts';

/** The character set of strings, as HDF5 numbers it. */
const UTF8 = 1;

/**
 * Returns the type of the elements of a variable. NetCDF has no booleans: they are bytes. Strings have
 * any length: its library crashes over those of one width. Throws `PSYRUN_STORE_VALUE` for complex numbers.
 */
export function netcdfType(key: string, layout: Layout, strings: StringType): ElementType {
  const { type, isBoolean } = columnType(layout, strings);
  if (type.type === CLASS.string) return { ...type, size: 4, cset: UTF8, vlen: true };
  if (isBoolean) return { ...type, signed: true };
  if (type.type !== CLASS.compound) return type;
  throw new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `${JSON.stringify(key)} holds complex numbers, which netCDF does not have.`,
    {
      hint: 'Leave the column out with --columns, return real and imaginary part as two numbers, or export to .h5.',
      fields: { key },
    },
  );
}

/** Returns the bytes of a missing element of a variable. Missing strings are empty. */
export function fillBytes(layout: Layout): Uint8Array {
  const value = fillValueOf(layout);
  if (value === undefined) return new Uint8Array(1);
  const Type = ARRAY_OF_DTYPE[layout.kind === 'boolean' ? 'int8' : layout.dtype!];
  const element = new Type(1);
  element.fill(value as never);
  return new Uint8Array(element.buffer);
}
