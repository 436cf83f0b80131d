import { PsyrunError } from '@psyrun/core';

/**
 * Returns a value as JSON: arrays of any kind as lists, integers with all digits, dates in ISO 8601.
 *
 * Throws `PSYRUN_ARGUMENT` for NaN and infinite numbers, which JSON cannot hold.
 */
export function jsonOf(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return numberOf(value);
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`;
  if (ArrayBuffer.isView(value)) {
    return `[${Array.from(value as unknown as ArrayLike<number>, jsonOf).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, item]) => `${JSON.stringify(key)}:${jsonOf(item)}`,
    );
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

function numberOf(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  throw new PsyrunError('PSYRUN_ARGUMENT', `JSON has no ${value}.`, {
    hint: 'Use {name} instead of {name:json}.',
  });
}
