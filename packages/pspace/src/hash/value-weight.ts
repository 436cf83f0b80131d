import { canonicalValue, sha256 } from '@psyrun/core';
import { philox } from '../random/philox.ts';
import { withoutType } from '../identity/without-type.ts';
import { fromBytes, reduce } from './field.ts';

const encoder = new TextEncoder();
const float = new Float64Array(1);
const bits = new Uint32Array(float.buffer);
const words = new Uint32Array(4);
const halves = new BigUint64Array(words.buffer);

/** Returns a number for a value of a key: values of one identity have the same number. */
export type ValueWeight = (value: unknown) => bigint;

/**
 * The weights of the values of one key. Numbers are mixed by a counter-based generator, which is
 * fast. Other values are hashed by SHA-256 of their canonical form.
 */
export function valueWeight(key: string): ValueWeight {
  const digest = new DataView(digestOf(`key\n${key}`).buffer);
  const pair = [digest.getUint32(0), digest.getUint32(4)] as const;
  return (given) => {
    const value = withoutType(given);
    const number = typeof value === 'bigint' ? Number(value) : value;
    if (typeof number === 'number' && (number === value || isExact(number, value))) {
      return numberWeight(number, pair);
    }
    return fromBytes(digestOf(`value\n${JSON.stringify(key)}\n${canonicalValue(value)}`));
  };
}

/** Returns the bits of a digest whose prefix no other digest of this package has. */
export function digestOf(text: string): Uint8Array {
  return sha256(encoder.encode(`psyrun-space-1\n${text}`));
}

/** True if a number that differs from its value is the value all the same: NaN, or a bigint's. */
function isExact(number: number, value: unknown): boolean {
  return Number.isNaN(number) || (Number.isInteger(number) && BigInt(number) === value);
}

function numberWeight(value: number, key: readonly [number, number]): bigint {
  // Adding zero turns -0 into 0; every NaN is written as the same one.
  float[0] = Number.isNaN(value) ? NaN : value + 0;
  words.set(philox([bits[0]!, bits[1]!, 0, 0], key));
  return reduce(((halves[0]! << 64n) | halves[1]!) >> 1n);
}
