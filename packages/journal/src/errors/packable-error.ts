import { ExtData } from '@msgpack/msgpack';
import { isWellFormed } from '@psyrun/core';
import { EXTENSION } from '../extensions.ts';
import type { RowError } from '../record.ts';

/**
 * Returns an error in a form that MessagePack encodes without loss. Unlike values of a row, strings of
 * an error need not be well-formed: V8 itself cuts messages within a character.
 */
export function packableError(error: RowError): unknown {
  return pack(error);
}

function pack(value: unknown): unknown {
  if (typeof value === 'string') {
    if (isWellFormed(value)) return value;
    return new ExtData(EXTENSION.text, Buffer.from(value, 'utf16le'));
  }
  if (Array.isArray(value)) return value.map(pack);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item)]));
}
