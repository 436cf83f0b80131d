import { reduce } from './field.ts';

/** Bits of a limb. Sums of six products of limbs, one of them times 32, are exact doubles. */
const BITS = 22;
const LIMB = 2 ** BITS;
const MASK = LIMB - 1;
const LIMBS = 6;
/** 2^132 modulo 2^127 - 1. */
const FOLD = 32;

/**
 * Evaluates a polynomial modulo 2^127 - 1 at one point, from its last coefficient to its first.
 *
 * Numbers are six limbs of 22 bits, in doubles: a step takes a fifth of the time of one with bigints.
 *
 * @example
 * ```ts
 * const polynomial = new Horner(10n);
 * for (const coefficient of [3n, 2n, 1n]) polynomial.add(coefficient);
 * polynomial.value(); // => 321n
 * ```
 */
export class Horner {
  readonly #point: Float64Array;
  readonly #folded: Float64Array;
  readonly #sum = new Float64Array(LIMBS);

  /** `point` is below the prime. */
  constructor(point: bigint) {
    this.#point = limbsOf(point);
    this.#folded = this.#point.map((limb) => limb * FOLD);
  }

  /** Takes the next coefficient, which is below 2^127. */
  add(coefficient: bigint): void {
    const [l0, l1, l2, l3, l4, l5] = limbsOf(coefficient);
    this.#step(l0!, l1!, l2!, l3!, l4!, l5!);
  }

  /** Takes the next coefficient: the upper 127 of 128 bits, which are words from the lowest. */
  addWords(w0: number, w1: number, w2: number, w3: number): void {
    this.#step(
      (w0 >>> 1) & MASK,
      (w0 >>> 23) | ((w1 & 0x1fff) << 9),
      (w1 >>> 13) | ((w2 & 7) << 19),
      (w2 >>> 3) & MASK,
      (w2 >>> 25) | ((w3 & 0x7fff) << 7),
      w3 >>> 15,
    );
  }

  /** Returns the value of the polynomial of the coefficients so far. */
  value(): bigint {
    const whole = this.#sum.reduceRight((sum, limb) => sum * BigInt(LIMB) + BigInt(limb), 0n);
    return reduce(whole);
  }

  /** Multiplies by the point and adds limbs. */
  #step(l0: number, l1: number, l2: number, l3: number, l4: number, l5: number): void {
    const sum = this.#sum;
    const [a0, a1, a2] = [sum[0]!, sum[1]!, sum[2]!];
    const [a3, a4, a5] = [sum[3]!, sum[4]!, sum[5]!];
    const x = this.#point;
    const [x0, x1, x2, x3, x4, x5] = [x[0]!, x[1]!, x[2]!, x[3]!, x[4]!, x[5]!];
    const y = this.#folded;
    const [y1, y2, y3, y4, y5] = [y[1]!, y[2]!, y[3]!, y[4]!, y[5]!];
    let c0 = l0 + a0 * x0 + a1 * y5 + a2 * y4 + a3 * y3 + a4 * y2 + a5 * y1;
    let c1 = l1 + a0 * x1 + a1 * x0 + a2 * y5 + a3 * y4 + a4 * y3 + a5 * y2;
    let c2 = l2 + a0 * x2 + a1 * x1 + a2 * x0 + a3 * y5 + a4 * y4 + a5 * y3;
    let c3 = l3 + a0 * x3 + a1 * x2 + a2 * x1 + a3 * x0 + a4 * y5 + a5 * y4;
    let c4 = l4 + a0 * x4 + a1 * x3 + a2 * x2 + a3 * x1 + a4 * x0 + a5 * y5;
    let c5 = l5 + a0 * x5 + a1 * x4 + a2 * x3 + a3 * x2 + a4 * x1 + a5 * x0;
    let carry = Math.floor(c0 / LIMB);
    c0 -= carry * LIMB;
    carry = Math.floor((c1 += carry) / LIMB);
    c1 -= carry * LIMB;
    carry = Math.floor((c2 += carry) / LIMB);
    c2 -= carry * LIMB;
    carry = Math.floor((c3 += carry) / LIMB);
    c3 -= carry * LIMB;
    carry = Math.floor((c4 += carry) / LIMB);
    c4 -= carry * LIMB;
    carry = Math.floor((c5 += carry) / LIMB);
    c5 -= carry * LIMB;
    carry = Math.floor((c0 += carry * FOLD) / LIMB);
    sum[0] = c0 - carry * LIMB;
    // A little more than a limb: the bound of the sums leaves room for that.
    sum[1] = c1 + carry;
    sum[2] = c2;
    sum[3] = c3;
    sum[4] = c4;
    sum[5] = c5;
  }
}

function limbsOf(value: bigint): Float64Array {
  const limbs = new Float64Array(LIMBS);
  for (let i = 0; i < LIMBS; i++) {
    limbs[i] = Number(BigInt.asUintN(BITS, value >> BigInt(BITS * i)));
  }
  return limbs;
}
