import { formatError } from '@psyrun/files';
import type { H5Handle } from '../library/h5-handle.ts';
import type { Rows } from '../library/h5-dataset.ts';
import { CLASS, type ElementType } from '../type/h5-type.ts';

/** Number of bytes of the number of elements of a list, and of a pointer, in the library's memory. */
const WORD = 4;

/**
 * Returns the bytes of each element of some rows of a dataset whose elements have any length. Throws
 * `PSYRUN_FILE_FORMAT` if they are more than `most` bytes: many elements may point to the same text.
 */
export function readVariable(
  name: string,
  file: H5Handle,
  path: string,
  rows: Rows,
  type: ElementType,
  most: number,
): Uint8Array[] {
  const values: Uint8Array[] = [];
  let bytes = 0;
  const read = type.type === CLASS.string ? stringAt : listReader(type.vlen_type!.size);
  file.readPointers(path, rows, (memory, start, length) => {
    for (let at = start; at < start + length; at += type.size) {
      const value = read(memory, at);
      bytes += value.length;
      if (bytes > most) throw formatError(name, 'HDF5', `${path} has more text than it can hold`);
      values.push(value);
    }
  });
  return values;
}

type Reader = (memory: Uint8Array, at: number) => Uint8Array;

/** A string ends with a NUL character. */
function stringAt(memory: Uint8Array, at: number): Uint8Array {
  const start = wordAt(memory, at);
  return start === 0 ? new Uint8Array() : memory.slice(start, memory.indexOf(0, start));
}

function listReader(itemSize: number): Reader {
  return (memory, at) => {
    const start = wordAt(memory, at + WORD);
    return memory.slice(start, start + wordAt(memory, at) * itemSize);
  };
}

function wordAt({ buffer, byteOffset }: Uint8Array, at: number): number {
  return new DataView(buffer, byteOffset).getUint32(at, true);
}
