import type { ErrorDetails } from '@psyrun/core';
import { unpack } from '../extensions.ts';
import { skipValue } from './skip-value.ts';

/**
 * Decodes the error of a failed record, without its stack and those of its causes: these are most of
 * its bytes.
 *
 * @param body where the list of the record begins: start, duration, row, error
 */
export function errorAt(bytes: DataView, body: number): ErrorDetails {
  let at = body + 1;
  for (let i = 0; i < 3; i++) at = skipValue(bytes, at);
  return withoutStack(bytes, at) as ErrorDetails;
}

function withoutStack(bytes: DataView, at: number): unknown {
  const map = bytes.getUint8(at);
  if (map >> 4 !== 8) return valueAt(bytes, at, skipValue(bytes, at));
  const error: Record<string, unknown> = {};
  at++;
  for (let left = map & 0x0f; left > 0; left--) {
    const valueFrom = skipValue(bytes, at);
    const valueTo = skipValue(bytes, valueFrom);
    const key = valueAt(bytes, at, valueFrom) as string;
    if (key === 'cause') error[key] = withoutStack(bytes, valueFrom);
    else if (key === 'errors') error[key] = listWithoutStacks(bytes, valueFrom);
    else if (key !== 'stack') error[key] = valueAt(bytes, valueFrom, valueTo);
    at = valueTo;
  }
  return error;
}

function listWithoutStacks(bytes: DataView, at: number): unknown[] {
  const list: unknown[] = [];
  // There are at most 10 errors in a list, see errorDetails of @psyrun/core.
  const length = bytes.getUint8(at) & 0x0f;
  for (at++; list.length < length; at = skipValue(bytes, at)) list.push(withoutStack(bytes, at));
  return list;
}

function valueAt(bytes: DataView, from: number, to: number): unknown {
  const type = bytes.getUint8(from);
  if (type >> 5 === 0b101) return textAt(bytes, from + 1, to);
  if (type === 0xd9) return textAt(bytes, from + 2, to);
  return unpack(new Uint8Array(bytes.buffer, bytes.byteOffset + from, to - from));
}

function textAt(bytes: DataView, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', from, to);
}
