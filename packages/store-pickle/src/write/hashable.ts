import { canonicalValue } from '@psyrun/core';

/**
 * What tells the keys of a dict or the members of a set apart in Python, where `1`, `1.0` and
 * `True` are one key. Undefined for what cannot be one: lists, dicts, arrays.
 */
export function hashKey(value: unknown): string | undefined {
  if (typeof value === 'boolean') return canonicalValue(Number(value));
  if (value === undefined) return canonicalValue(null);
  const isMutable =
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array);
  return isMutable ? undefined : canonicalValue(value);
}
