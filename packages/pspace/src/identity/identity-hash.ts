import { canonicalValue } from '@psyrun/core';
import { withoutType } from './without-type.ts';

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);

/**
 * A 32-bit hash that is equal for values of one identity: 1 and 1n, 0 and -0, NaN and NaN, a list
 * and a typed array of the same numbers, a number and an n-d array without axes that holds it.
 */
export function identityHash(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return hashNumber(value);
    case 'string':
      return hashText(value, 0x2545f491);
    case 'bigint':
      return hashNumber(Number(value));
    default: {
      const scalar = withoutType(value);
      return scalar === value ? hashText(canonicalValue(value), 0x27d4eb2f) : identityHash(scalar);
    }
  }
}

/** True if two values are the same value in the identity of a row. */
export function sameIdentity(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  // Stryker disable next-line ConditionalExpression: canonical forms always decide, only slower.
  if (typeof a === 'object' || typeof b === 'object') {
    return canonicalValue(a) === canonicalValue(b);
  }
  if (typeof a === 'bigint') return equalNumbers(b, a);
  if (typeof b === 'bigint') return equalNumbers(a, b);
  return Number.isNaN(a) && Number.isNaN(b);
}

/** Combines a hash with the next one; the order matters. */
export function mixHashes(hash: number, next: number): number {
  return scramble(Math.imul(hash, 31) ^ next);
}

function equalNumbers(number: unknown, integer: bigint): boolean {
  return Number.isInteger(number) && BigInt(number as number) === integer;
}

function hashNumber(value: number): number {
  // Adding zero turns -0 into 0; every NaN is written as the same one.
  bits[0] = Number.isNaN(value) ? NaN : value + 0;
  return scramble(Math.imul(words[0]!, 0x85ebca6b) ^ words[1]!);
}

function hashText(text: string, seed: number): number {
  let hash = seed;
  // Stryker disable next-line EqualityOperator: one more round makes another hash, as good.
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return scramble(hash);
}

/** Mixes every bit into all others, as the final step of murmur3 does. */
function scramble(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
