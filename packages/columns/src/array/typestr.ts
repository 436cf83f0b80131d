/**
 * The typed array class for each kind and size of elements, written as in NumPy's array interface
 * without the byte order: `f8` is a float of eight bytes.
 *
 * @example
 * ```ts
 * ARRAY_OF_TYPESTR.i8 === BigInt64Array; // => true
 * ```
 */
export const ARRAY_OF_TYPESTR = {
  f4: Float32Array,
  f8: Float64Array,
  i1: Int8Array,
  i2: Int16Array,
  i4: Int32Array,
  i8: BigInt64Array,
  u1: Uint8Array,
  u2: Uint16Array,
  u4: Uint32Array,
  u8: BigUint64Array,
} as const;
