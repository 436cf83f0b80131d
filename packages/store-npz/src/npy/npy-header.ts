import { PsyrunError } from '@psyrun/core';
import { formatDescr, parseDescr, type NpyDtype } from './npy-dtype.ts';

/** The header of an npy array. */
export interface NpyHeader {
  readonly dtype: NpyDtype;
  readonly shape: readonly number[];
  /** True for column-major order of the elements: the first index varies fastest. */
  readonly fortranOrder: boolean;
}

/** Number of bytes of mark, version and header length; every npy file has these. */
export const NPY_PREFIX_BYTES = 12;
/** The maximum length of a header, as in NumPy. */
const MAX_HEADER_BYTES = 10_000;

const MAGIC = [0x93, ...Buffer.from('NUMPY')];
/** The alignment of the first element, as in NumPy. */
const ALIGNMENT = 64;
const FIELD =
  /\s*(['"])(descr|fortran_order|shape)\1\s*:\s*(?:(True|False)|'([^']*)'|\(([\d\s,L]*)\)|(\[.*\]))\s*(?:,|$)/y;

/**
 * Reads the start of an npy file: versions 1 to 3 of the format described in `numpy.lib.format`.
 *
 * Returns the header and the offset of the elements. Throws `PSYRUN_FILE_FORMAT` for an invalid
 * header, and `PSYRUN_NOT_SUPPORTED` for element types that cannot be read.
 *
 * @example
 * ```ts
 * const dtype = { kind: 'f', itemSize: 8, littleEndian: true } as const;
 * const bytes = formatNpyHeader({ dtype, shape: [3, 2], fortranOrder: false });
 * parseNpyHeader(bytes).header.shape; // => [3, 2]
 * ```
 */
export function parseNpyHeader(bytes: Uint8Array): { header: NpyHeader; dataOffset: number } {
  const { descr, shape, fortranOrder, dataOffset } = parseNpyFields(bytes);
  return { header: { dtype: parseDescr(descr), shape, fortranOrder }, dataOffset };
}

/** The fields of a header, whatever the type of the elements is. */
export interface NpyFields extends Omit<NpyHeader, 'dtype'> {
  readonly descr: string;
  /** The offset of the elements. */
  readonly dataOffset: number;
}

/** Does the same for any type of elements. */
export function parseNpyFields(bytes: Uint8Array): NpyFields {
  const dataOffset = npyDataOffset(bytes);
  if (dataOffset > bytes.length) throw damaged('it ends within its header');
  const [start, encoding] = bytes[6] === 1 ? [10, 'latin1'] : [12, 'utf-8'];
  const text = new TextDecoder(encoding).decode(bytes.subarray(start, dataOffset));
  return { ...parseDictionary(text), dataOffset };
}

/**
 * Returns the offset of the elements, read from the first {@link NPY_PREFIX_BYTES} of an npy file.
 * Throws `PSYRUN_FILE_FORMAT` for an invalid start.
 */
export function npyDataOffset(prefix: Uint8Array): number {
  if (prefix.length < NPY_PREFIX_BYTES || MAGIC.some((byte, i) => prefix[i] !== byte)) {
    throw damaged('it does not start with the mark of an npy array');
  }
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength);
  const version = prefix[6]!;
  if (version < 1 || version > 3) throw damaged(`version ${version} of the format is not known`);
  const dataOffset = version === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);
  if (dataOffset > MAX_HEADER_BYTES) throw damaged(`its header has ${dataOffset} bytes`);
  return dataOffset;
}

/** Returns the start of an npy file, version 1, padded so that the elements are aligned. */
export function formatNpyHeader({ dtype, shape, fortranOrder }: NpyHeader): Uint8Array {
  const lengths = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const order = fortranOrder ? 'True' : 'False';
  const text = `{'descr': '${formatDescr(dtype)}', 'fortran_order': ${order}, 'shape': (${lengths}), }`;
  const length = Math.ceil((10 + text.length + 1) / ALIGNMENT) * ALIGNMENT - 10;
  const bytes = new Uint8Array(10 + length).fill(0x20);
  bytes.set(MAGIC);
  bytes.set([1, 0, length & 0xff, length >> 8], 6);
  bytes.set(Buffer.from(text), 10);
  bytes[bytes.length - 1] = 0x0a;
  return bytes;
}

/** The header is a Python dictionary with three keys. No other Python syntax is understood. */
function parseDictionary(text: string): Omit<NpyFields, 'dataOffset'> {
  const inner = /^\{(.*)\}\s*$/s.exec(text)?.[1]?.trimEnd();
  const fields = new Map<string, RegExpExecArray>();
  for (let at = 0; inner !== undefined && at < inner.length; at = FIELD.lastIndex) {
    FIELD.lastIndex = at;
    const field = FIELD.exec(inner);
    if (!field) break;
    fields.set(field[2]!, field);
    if (FIELD.lastIndex === inner.length && fields.size === 3) return fieldsOf(fields);
  }
  throw damaged(`its header is ${JSON.stringify(text.slice(0, 200))}`);
}

function fieldsOf(fields: ReadonlyMap<string, RegExpExecArray>): Omit<NpyFields, 'dataOffset'> {
  const [descr, structure] = [fields.get('descr')?.[4], fields.get('descr')?.[6]];
  const [order, shape] = [fields.get('fortran_order')?.[3], fields.get('shape')?.[5]];
  if (order === undefined || shape === undefined) throw damaged('its header lacks a field');
  return {
    descr: descr ?? structure ?? '',
    shape: Array.from(shape.matchAll(/\d+/g), ([digits]) => Number(digits)),
    fortranOrder: order === 'True',
  };
}

function damaged(why: string): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_FORMAT', `An array is not in the npy format: ${why}.`);
}
