import { isBytes, isDate } from '@psyrun/columns/internal';
import { canonicalValue, isScalar } from '@psyrun/core';

/**
 * Returns a key that distinguishes the keys of a dict or the members of a set as Python does: `1`,
 * `1.0` and `True` are one key. Undefined for values that cannot be a key: lists, dicts, arrays.
 */
export function hashKey(value: unknown): string | undefined {
  if (typeof value === 'boolean') return canonicalValue(Number(value));
  if (value === undefined) return canonicalValue(null);
  const isMutable =
    typeof value === 'object' &&
    value !== null &&
    !isDate(value) &&
    !isBytes(value) &&
    !isScalar(value);
  return isMutable ? undefined : canonicalValue(value);
}
