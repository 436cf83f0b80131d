/**
 * The counter-based generator Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3" (SC 2011): a fixed, well mixed function of counter and key. Draw
 * `i` is computed from `i` alone, so random axes need no memory and no order.
 */

const ROUNDS = 10;
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const KEY_STEP_0 = 0x9e3779b9;
const KEY_STEP_1 = 0xbb67ae85;

/** Four 32-bit words. */
export type Words = readonly [number, number, number, number];

/** Returns the four words for a counter of four words and a key of two. */
export function philox(counter: Words, [k0, k1]: readonly [number, number]): Words {
  mix(counter[0], counter[1], counter[2], counter[3], k0, k1, mixed);
  return [mixed[0]!, mixed[1]!, mixed[2]!, mixed[3]!];
}

const mixed = new Uint32Array(4);

/** Writes the four words for the counter `c0`, `c1`, 0, 0 and a key to `words`. */
export function philoxOf(c0: number, c1: number, k0: number, k1: number, words: Uint32Array): void {
  mix(c0, c1, 0, 0, k0, k1, words);
}

function mix(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  words: Uint32Array,
): void {
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = highProduct(MULTIPLIER_0, c0);
    const high1 = highProduct(MULTIPLIER_1, c2);
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + KEY_STEP_0) | 0;
    k1 = (k1 + KEY_STEP_1) | 0;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}

/**
 * Returns the upper 32 bits of the product of two unsigned 32-bit numbers, from products of 16
 * bits.
 */
function highProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return aHigh * bHigh + (middle >>> 16) + (carry >>> 16);
}
