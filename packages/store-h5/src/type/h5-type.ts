import type { Metadata } from 'h5wasm/node';

/** The classes of element types, as HDF5 numbers them. */
export const CLASS = {
  integer: 0,
  float: 1,
  string: 3,
  bitfield: 4,
  opaque: 5,
  compound: 6,
  reference: 7,
  enum: 8,
  list: 9,
  array: 10,
} as const;

/** The element type of a dataset. */
export type ElementType = Pick<Metadata, 'type' | 'size' | 'signed' | 'littleEndian' | 'vlen'> &
  Partial<Pick<Metadata, 'cset' | 'strpad' | 'compound_type' | 'enum_type' | 'vlen_type'>>;

/** True if the elements point to values of any length: strings or lists. */
export function isVariable({ type, vlen }: ElementType): boolean {
  return type === CLASS.list || (type === CLASS.string && vlen);
}

/** PyTables writes booleans as bit fields, h5py as an enumeration. */
export function isBoolean({ type, size, enum_type: names }: ElementType): boolean {
  if (size !== 1) return false;
  const { FALSE, TRUE } = names?.members ?? {};
  return type === CLASS.bitfield || (type === CLASS.enum && FALSE === 0 && TRUE === 1);
}

/** Numbers of either byte order: the library returns little-endian numbers, also in pairs. */
export function isComplex({ type, size, compound_type: compound }: ElementType): boolean {
  if (type !== CLASS.compound || compound?.nmembers !== 2) return false;
  return compound.members.every(
    (member, i) =>
      member.name === 'ri'[i] &&
      member.type === CLASS.float &&
      member.size === size / 2 &&
      (member.size === 4 || member.size === 8) &&
      member.offset === (i * size) / 2,
  );
}
