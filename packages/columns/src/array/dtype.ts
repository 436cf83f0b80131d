import type { NumericArray } from '@psyrun/core';

/** The element type of an n-d array, by its name in NumPy. */
export type Dtype =
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'float32'
  | 'float64';

/** The typed array class for each element type; a `Uint8ClampedArray` also holds uint8. */
export const ARRAY_OF_DTYPE = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float32: Float32Array,
  float64: Float64Array,
} as const satisfies Record<Dtype, unknown>;

const DTYPE_OF_TAG = new Map<string, Dtype>([
  ...Object.entries(ARRAY_OF_DTYPE).map(([dtype, { name }]) => [name, dtype as Dtype] as const),
  ['Uint8ClampedArray', 'uint8'],
]);

/**
 * Returns the element type of a typed array.
 *
 * @example
 * ```ts
 * dtypeOf(Int32Array.of(1, 2)); // => 'int32'
 * ```
 */
export function dtypeOf(data: NumericArray): Dtype {
  return DTYPE_OF_TAG.get(data[Symbol.toStringTag])!;
}

/**
 * Returns the type that holds the elements of both types: the type itself if they are the same, and
 * float64 otherwise.
 *
 * @example
 * ```ts
 * commonDtype('int32', 'int32'); // => 'int32'
 * commonDtype('int32', 'float32'); // => 'float64'
 * ```
 */
export function commonDtype(a: Dtype, b: Dtype): Dtype {
  return a === b ? a : 'float64';
}

/**
 * Returns the type of a column that holds numbers of both types, as NumPy chooses it.
 *
 * @example
 * ```ts
 * promotedDtype('int64', 'float64'); // => 'float64'
 * promotedDtype('int8', 'uint8'); // => 'int16'
 * promotedDtype('int16', 'float32'); // => 'float32'
 * ```
 */
export function promotedDtype(a: Dtype, b: Dtype): Dtype {
  if (a === b) return a;
  const [kindA, bitsA] = partsOf(a);
  const [kindB, bitsB] = partsOf(b);
  const bits = Math.max(bitsA, bitsB);
  if (kindA === kindB) return `${kindA}${bits}` as Dtype;
  if (kindA === 'float' || kindB === 'float') {
    const integerBits = kindA === 'float' ? bitsB : bitsA;
    const floatBits = kindA === 'float' ? bitsA : bitsB;
    return floatBits === 32 && integerBits <= 16 ? 'float32' : 'float64';
  }
  const unsignedBits = kindA === 'uint' ? bitsA : bitsB;
  if (unsignedBits < bits) return `int${bits}` as Dtype;
  return unsignedBits === 64 ? 'float64' : (`int${2 * unsignedBits}` as Dtype);
}

function partsOf(dtype: Dtype): [kind: string, bits: number] {
  const [, kind, bits] = /^([a-z]+)(\d+)$/.exec(dtype)!;
  return [kind!, Number(bits)];
}
