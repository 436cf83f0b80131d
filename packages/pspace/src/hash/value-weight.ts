import { canonicalValue, sha256 } from '@psyrun/core';
import { philoxOf } from '../random/philox.ts';
import { withoutType } from '../identity/without-type.ts';
import { fromBytes, reduce } from './field.ts';
import type { Horner } from './horner.ts';

const encoder = new TextEncoder();
const float = new Float64Array(1);
const bits = new Uint32Array(float.buffer);
const words = new Uint32Array(4);
const halves = new BigUint64Array(words.buffer);

/** Returns a number for a value of a key: values of one identity have the same number. */
export interface ValueWeight {
  (value: unknown): bigint;
  /** Adds the number to a polynomial, as its next coefficient. */
  readonly addTo: (polynomial: Horner, value: unknown) => void;
}

/**
 * The weights of the values of one key. Numbers are mixed by a counter-based generator, which is
 * fast. Other values are hashed by SHA-256 of their canonical form.
 */
export function valueWeight(key: string): ValueWeight {
  const digest = new DataView(digestOf(`key\n${key}`).buffer);
  const pair = [digest.getUint32(0), digest.getUint32(4)] as const;
  const weight = (given: unknown): bigint => {
    const value = withoutType(given);
    const number = asNumber(value);
    if (number !== undefined) return numberWeight(number, pair);
    return fromBytes(digestOf(`value\n${JSON.stringify(key)}\n${canonicalValue(value)}`));
  };
  const addTo = (polynomial: Horner, value: unknown): void => {
    if (typeof value !== 'number') return polynomial.add(weight(value));
    mixNumber(value, pair);
    polynomial.addWords(words[2]!, words[3]!, words[0]!, words[1]!);
  };
  return Object.assign(weight, { addTo });
}

/** Returns the bits of a digest whose prefix no other digest of this package has. */
export function digestOf(text: string): Uint8Array {
  return sha256(encoder.encode(`psyrun-space-1\n${text}`));
}

/** Returns the number that a value is, or that a bigint is exactly; undefined for other values. */
function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'bigint') return undefined;
  const number = Number(value);
  return Number.isFinite(number) && BigInt(number) === value ? number : undefined;
}

/** Writes the mixed bits of a number to `words`. */
function mixNumber(value: number, key: readonly [number, number]): void {
  // Adding zero turns -0 into 0; every NaN is written as the same one.
  float[0] = Number.isNaN(value) ? NaN : value + 0;
  philoxOf(bits[0]!, bits[1]!, key[0], key[1], words);
}

function numberWeight(value: number, key: readonly [number, number]): bigint {
  mixNumber(value, key);
  return reduce(((halves[0]! << 64n) | halves[1]!) >> 1n);
}
