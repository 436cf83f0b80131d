import type { ErrorDetails } from '@psyrun/core';
import { classed, type RecordedError } from '../errors/recorded-error.ts';
import { unpack } from '../extensions.ts';
import { isText } from './is-value.ts';
import { skipValue } from './skip-value.ts';

/** The members of an error that are read. */
const MEMBERS = [
  ...(['name', 'message', 'code', 'cause', 'errors', 'omitted'] as const),
  ...(['reason', 'class'] as const),
] as const;

/** The bytes of a record, for numbers and for strings. */
export interface RecordBytes {
  readonly view: DataView;
  readonly buffer: Buffer;
}

/**
 * Decodes the error of a failed record, without its stack and those of its causes: these are most of
 * its bytes.
 *
 * @param body where the list of the record begins: start, duration, row, error
 */
export function errorAt(bytes: RecordBytes, body: number): RecordedError {
  let at = body + 1;
  for (let i = 0; i < 3; i++) at = skipValue(bytes.view, at);
  return classed(withoutStack(bytes, at) as Parameters<typeof classed>[0]);
}

function withoutStack(bytes: RecordBytes, at: number): ErrorDetails {
  const { view } = bytes;
  const error: Record<string, unknown> = {};
  // A map of at most 15 members: see ErrorDetails of @psyrun/core.
  let left = view.getUint8(at) & 0x0f;
  for (at++; left > 0; left--) {
    const value = skipValue(view, at);
    const member = MEMBERS.find((name) => isText(view, at, name));
    if (member === 'cause') error[member] = withoutStack(bytes, value);
    else if (member === 'errors') error[member] = listWithoutStacks(bytes, value);
    else if (member !== undefined) error[member] = valueAt(bytes, value);
    at = skipValue(view, value);
  }
  return error as unknown as ErrorDetails;
}

function listWithoutStacks(bytes: RecordBytes, at: number): ErrorDetails[] {
  const list: ErrorDetails[] = [];
  // There are at most 10 errors in a list, see errorDetails of @psyrun/core.
  const length = bytes.view.getUint8(at) & 0x0f;
  for (at++; list.length < length; at = skipValue(bytes.view, at)) {
    list.push(withoutStack(bytes, at));
  }
  return list;
}

function valueAt({ view, buffer }: RecordBytes, at: number): unknown {
  const type = view.getUint8(at);
  const end = skipValue(view, at);
  if (type >> 5 === 0b101) return buffer.toString('utf8', at + 1, end);
  if (type === 0xd9) return buffer.toString('utf8', at + 2, end);
  return unpack(buffer.subarray(at, end));
}
