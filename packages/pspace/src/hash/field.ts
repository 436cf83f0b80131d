/** Arithmetic modulo the prime 2^127 - 1. */
const BITS = 127n;
const PRIME = 2n ** BITS - 1n;
const MINUS_ONE = PRIME - 1n;

/** Returns a non-negative number below 2^254, modulo the prime. */
export function reduce(value: bigint): bigint {
  const folded = (value & PRIME) + (value >> BITS);
  return folded >= PRIME ? folded - PRIME : folded;
}

/** Returns the difference of two numbers below the prime, modulo the prime. */
export function minus(a: bigint, b: bigint): bigint {
  return a >= b ? a - b : a + PRIME - b;
}

export function times(a: bigint, b: bigint): bigint {
  return reduce(a * b);
}

export function power(base: bigint, exponent: number | bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = BigInt(exponent); rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = times(result, square);
    square = times(square, square);
  }
  return result;
}

/** Returns 1 + x + x² + … with `terms` terms. */
export function geometricSum(x: bigint, terms: number): bigint {
  if (terms < 2) return BigInt(terms);
  const inverse = power(reduce(x + MINUS_ONE), PRIME - 2n);
  return times(reduce(power(x, terms) + MINUS_ONE), inverse);
}

/** Returns the first 127 bits of 16 bytes or more. */
export function fromBytes(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return reduce(((view.getBigUint64(0) << 64n) | view.getBigUint64(8)) >> 1n);
}
