import { open } from 'node:fs/promises';
import { PsyrunError } from '@psyrun/core';
import { lookup3 } from './checksum/lookup3.ts';

/** The beginning of an object header of version 2 (HDF5 file format, IV.A.1.b). */
const SIGNATURE = Buffer.from('OHDR');
const CHECKSUM_BYTES = 4;
/** The maximum number of bytes before the messages of a header. */
const PREFIX_BYTES = 34;
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
    const marked = headersIn(bytes).filter((header) => mark(header)).length;
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

/**
 * Yields all object headers with their checksums. Bytes that only resemble a header have no valid
 * checksum.
 */
function headersIn(bytes: Buffer): Buffer[] {
  const headers: Buffer[] = [];
  for (let at = bytes.indexOf(SIGNATURE); at >= 0; at = bytes.indexOf(SIGNATURE, at + 1)) {
    if (at + PREFIX_BYTES > bytes.length) break;
    const header = bytes.subarray(at, at + headerLength(bytes.subarray(at)));
    const checksumAt = header.length - CHECKSUM_BYTES;
    if (header.readUInt32LE(checksumAt) === lookup3(header.subarray(0, checksumAt))) {
      headers.push(header);
    }
  }
  return headers;
}

/** Signature, version, flags, optional times and limits, the size of the messages, these, checksum. */
function headerLength(header: Buffer): number {
  const flags = header[5]!;
  const sizeAt = 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const sizeBytes = 1 << (flags & 3);
  const length = sizeAt + sizeBytes + header.readUIntLE(sizeAt, Math.min(sizeBytes, 6));
  return Math.min(length + CHECKSUM_BYTES, header.length);
}

function mark(header: Buffer): boolean {
  const at = header.indexOf(UNSIGNED_BYTE);
  if (at < 0) return false;
  header[at] = BIT_FIELD;
  const checksumAt = header.length - CHECKSUM_BYTES;
  header.writeUInt32LE(lookup3(header.subarray(0, checksumAt)), checksumAt);
  return true;
}
