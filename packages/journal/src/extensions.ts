import { Decoder, Encoder, ExtensionCodec } from '@msgpack/msgpack';
import { Pickled, PsyrunError, Scalar, type NumericArray, type ScalarDtype } from '@psyrun/core';
import { bytesToDoubles } from './doubles.ts';
import { ValueDigest } from './parameters/value-digest.ts';

/** MessagePack extension types for values that MessagePack lacks. Part of the file format. */
export const EXTENSION = {
  bigint: 1,
  undefined: 2,
  negativeZero: 3,
  map: 4,
  set: 5,
  typedArray: 6,
  doubles: 7,
  text: 8,
  scalar: 9,
  pickled: 10,
  digest: 11,
} as const;

/** The classes of typed arrays. The index in this list is the first byte of the extension data. */
export const TYPED_ARRAYS = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
  Float32Array,
  Float64Array,
] as const;

/** The types of typed numbers, in the order of {@link TYPED_ARRAYS}. */
export const DTYPES: readonly ScalarDtype[] = [
  ...(['int8', 'uint8', 'uint8', 'int16', 'uint16', 'int32', 'uint32'] as const),
  ...(['int64', 'uint64', 'float32', 'float64'] as const),
];

const encoder = new Encoder({ maxDepth: 1000 });
const decoder = new Decoder({ extensionCodec: decodingCodec() });

/** Encodes a value that {@link packable} returned. */
export function packBytes(value: unknown): Uint8Array {
  return encoder.encode(value);
}

/** Like {@link packBytes}, but the bytes are valid only until the next call. */
export function packBriefly(value: unknown): Uint8Array {
  return encoder.encodeSharedRef(value);
}

/** Decodes the bytes of {@link packBytes}. The result shares no memory with `bytes`. */
export function unpack(bytes: Uint8Array): unknown {
  return decoder.decode(bytes);
}

function decodingCodec(): ExtensionCodec {
  const codec = new ExtensionCodec();
  const add = (type: number, decode: (data: Uint8Array) => unknown) =>
    codec.register({ type, encode: () => null, decode });
  add(EXTENSION.bigint, (data) => BigInt(Buffer.from(data).toString('latin1')));
  add(EXTENSION.undefined, () => undefined);
  add(EXTENSION.negativeZero, () => -0);
  add(EXTENSION.map, (data) => mapOf(unpack(data) as unknown[]));
  add(EXTENSION.set, (data) => new Set(unpack(data) as unknown[]));
  add(EXTENSION.typedArray, typedArrayOf);
  add(EXTENSION.doubles, bytesToDoubles);
  add(EXTENSION.scalar, decodeScalar);
  add(EXTENSION.pickled, pickledOf);
  add(EXTENSION.digest, digestFrom);
  add(EXTENSION.text, (data) => Buffer.from(data).toString('utf16le'));
  return codec;
}

function mapOf(flat: readonly unknown[]): Map<unknown, unknown> {
  const map = new Map<unknown, unknown>();
  for (let i = 0; i < flat.length; i += 2) map.set(flat[i], flat[i + 1]);
  return map;
}

/** Reads a typed number: a typed array with one element. */
function decodeScalar(data: Uint8Array): Scalar {
  const array = typedArrayOf(data);
  const value = (array as ArrayLike<number | bigint>)[0];
  const isExact = typeof value === 'bigint' && Number.isSafeInteger(Number(value));
  return new Scalar(DTYPES[data[0]!]!, isExact ? Number(value) : value!);
}

/** Reads a pickled value: a list of what stands for it and its pickle. */
function pickledOf(data: Uint8Array): Pickled {
  const [value, pickle] = unpack(data) as [unknown, Uint8Array];
  return new Pickled(value, pickle.slice());
}

/** Returns the bytes of a digest: those of the hash, and the number of bytes of the value. */
export function digestBytes({ digest, bytes }: ValueDigest): Uint8Array {
  const data = Buffer.alloc(digest.length / 2 + 8);
  data.write(digest, 'hex');
  data.writeDoubleLE(bytes, data.length - 8);
  return data;
}

function digestFrom(data: Uint8Array): ValueDigest {
  const bytes = Buffer.from(data);
  const end = bytes.length - 8;
  return new ValueDigest(bytes.toString('hex', 0, end), bytes.readDoubleLE(end));
}

/** Copies the elements: their position in the file may not suit their alignment. */
function typedArrayOf(data: Uint8Array): NumericArray {
  const TypedArray = TYPED_ARRAYS[data[0]!];
  if (TypedArray === undefined) {
    throw new PsyrunError('PSYRUN_FILE_FORMAT', `There is no typed array of type ${data[0]}.`);
  }
  return new TypedArray(new Uint8Array(data.subarray(1)).buffer);
}
