import { ndArray } from '@psyrun/columns';
import { dtypeOf } from '@psyrun/columns/internal';
import type { NdArray } from '@psyrun/core';
import type { PythonWriter } from './python-writer.ts';

/** NumPy's short names of element types, lowest byte first. */
const CODES = {
  int8: '|i1',
  uint8: '|u1',
  int16: '<i2',
  uint16: '<u2',
  int32: '<i4',
  uint32: '<u4',
  int64: '<i8',
  uint64: '<u8',
  float32: '<f4',
  float64: '<f8',
} as const;

/**
 * Writes `numpy.ndarray(shape, dtype, bytearray(…))`, which all versions of NumPy understand. Its
 * elements can be changed.
 */
export function pickleArray(writer: PythonWriter, { shape, data }: NdArray): void {
  ndArray(shape, data);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  writer.call('numpy', 'ndarray', () => {
    writer.tuple(shape);
    writer.text(CODES[dtypeOf(data)]);
    writer.call('builtins', 'bytearray', () => writer.bytes(bytes));
  });
}
