import { lookup3 } from '../checksum/lookup3.ts';

/** The beginning of an object header of version 2 (HDF5 file format, IV.A.1.b). */
const SIGNATURE = Buffer.from('OHDR');
const CHECKSUM_BYTES = 4;
/** The maximum number of bytes before the messages of a header. */
const PREFIX_BYTES = 34;
/** The flag of a header that holds times. */
const HAS_TIMES = 0x20;
/** Number of bytes of the times: of access, modification, change and birth. */
const TIMES_BYTES = 16;
const TIMES_AT = 6;

/** An object header and its position in the file. */
export interface ObjectHeader {
  readonly at: number;
  /** The header with its checksum. It is a part of the bytes of the file. */
  readonly bytes: Buffer;
}

/**
 * Returns all object headers in a file, given its bytes. Bytes that only resemble a header have no
 * valid checksum.
 */
export function objectHeaders(file: Buffer): ObjectHeader[] {
  const headers: ObjectHeader[] = [];
  for (let at = file.indexOf(SIGNATURE); at >= 0; at = file.indexOf(SIGNATURE, at + 1)) {
    if (at + PREFIX_BYTES > file.length) break;
    const bytes = file.subarray(at, at + headerLength(file.subarray(at)));
    if (bytes.readUInt32LE(bytes.length - CHECKSUM_BYTES) === checksumOf(bytes)) {
      headers.push({ at, bytes });
    }
  }
  return headers;
}

/** Writes the checksum of a header that was changed. */
export function seal(header: Buffer): void {
  header.writeUInt32LE(checksumOf(header), header.length - CHECKSUM_BYTES);
}

/** True if the times of a header are 0. */
export function isCleared(header: Buffer): boolean {
  if (!(header[5]! & HAS_TIMES)) return false;
  return header.subarray(TIMES_AT, TIMES_AT + TIMES_BYTES).every((byte) => byte === 0);
}

/** Sets the times of a header, if it holds any, to 0. */
export function clearTimes(header: Buffer): void {
  if (!(header[5]! & HAS_TIMES)) return;
  header.fill(0, TIMES_AT, TIMES_AT + TIMES_BYTES);
  seal(header);
}

function checksumOf(header: Buffer): number {
  return lookup3(header.subarray(0, header.length - CHECKSUM_BYTES));
}

/** Signature, version, flags, optional times and limits, the size of the messages, these, checksum. */
function headerLength(header: Buffer): number {
  const flags = header[5]!;
  const sizeAt = TIMES_AT + (flags & HAS_TIMES ? TIMES_BYTES : 0) + (flags & 0x10 ? 4 : 0);
  const sizeBytes = 1 << (flags & 3);
  const length = sizeAt + sizeBytes + header.readUIntLE(sizeAt, Math.min(sizeBytes, 6));
  return Math.min(length + CHECKSUM_BYTES, header.length);
}
