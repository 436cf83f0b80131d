import type { Row } from '@psyrun/core';
import { isText, isValue } from './is-value.ts';
import { skipValue } from './skip-value.ts';

/**
 * True if the row of a record surely begins with these keys and values, in this order: the record is
 * not decoded. False means that it has to be.
 *
 * @param body where the list of the record begins: start, duration, row
 */
export function holdsValues(bytes: DataView, body: number, values: Row): boolean {
  let at = skipValue(bytes, skipValue(bytes, body + 1));
  const map = bytes.getUint8(at);
  const keys = map >> 4 === 8 ? map & 0x0f : map === 0xde ? bytes.getUint16(at + 1) : 0;
  at += map === 0xde ? 3 : 1;
  let seen = 0;
  for (const key in values) {
    if (++seen > keys || !isText(bytes, at, key)) return false;
    at = skipValue(bytes, at);
    if (!isValue(bytes, at, values[key])) return false;
    at = skipValue(bytes, at);
  }
  return true;
}
