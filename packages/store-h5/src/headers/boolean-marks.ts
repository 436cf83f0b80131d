import { open } from 'node:fs/promises';
import { PsyrunError } from '@psyrun/core';
import { objectHeaders, seal } from './object-headers.ts';

/** The datatype message of an unsigned byte: class 0, fixed-point, version 1; then its fields. */
const UNSIGNED_BYTE = Buffer.from('100000000100000000000800', 'hex');
/** Class 4, bit field, with the same fields: PyTables stores booleans as this type. */
const BIT_FIELD = 0x14;

/**
 * Turns the datasets of unsigned bytes in a file into datasets of booleans, because h5wasm cannot
 * make any. The file must be in the format of version 1.10, hold no data yet and no other datasets
 * of bytes. It must have `count` of them.
 *
 * The function changes one byte in the header of each dataset, and the header's checksum.
 */
export async function markBooleans(path: string, count: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const bytes = await file.readFile();
    const marked = objectHeaders(bytes).filter((header) => mark(header.bytes)).length;
    if (marked !== count) {
      throw new PsyrunError(
        'PSYRUN_STORE_WRITE',
        `${path} could not be written: ${marked} of ${count} boolean columns were found in it.`,
        { hint: 'Please report this, with the version of h5wasm.' },
      );
    }
    await file.write(bytes, 0, bytes.length, 0);
  } finally {
    await file.close();
  }
}

function mark(header: Buffer): boolean {
  const at = header.indexOf(UNSIGNED_BYTE);
  if (at < 0) return false;
  header[at] = BIT_FIELD;
  seal(header);
  return true;
}
