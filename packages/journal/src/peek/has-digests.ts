import { EXTENSION } from '../extensions.ts';
import { skipValue } from './skip-value.ts';

/** The first byte of extension data whose size takes one byte. */
const SIZED = 0xc7;

/**
 * True if a value of the row of a record is a digest.
 *
 * @param body where the list of the record begins: start, duration, row
 */
export function hasDigests(bytes: DataView, body: number): boolean {
  const map = skipValue(bytes, skipValue(bytes, body + 1));
  const end = skipValue(bytes, map);
  // A small map has its length in its first byte, others in the two or four bytes that follow.
  const type = bytes.getUint8(map);
  let at = map + (type >> 4 === 8 ? 1 : type === 0xde ? 3 : 5);
  while (at < end) {
    at = skipValue(bytes, at);
    if (bytes.getUint8(at) === SIZED && bytes.getUint8(at + 2) === EXTENSION.digest) return true;
    at = skipValue(bytes, at);
  }
  return false;
}
