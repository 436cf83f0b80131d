import { add, divide, multiply, type DoubleDouble } from './double-double.ts';

/** The natural logarithm of 2: its nearest float, and the nearest float to the rest. */
const LN2: DoubleDouble = [0.6931471805599453, 2.3190468138462996e-17];
/** The number of terms after which those of an argument below ln(2)/2 are less than 2^-110. */
const TERMS = 27;

/** e to the power of `x`, to about 30 digits, as `mantissa · 2^exponent`. */
function expParts(x: DoubleDouble): { mantissa: DoubleDouble; exponent: number } {
  const exponent = Math.round(x[0] / LN2[0]);
  const rest = add(x, multiply(LN2, [-exponent, 0]));
  let mantissa: DoubleDouble = [1, 0];
  for (let n = TERMS; n > 0; n--) mantissa = add([1, 0], divide(multiply(rest, mantissa), n));
  return { mantissa, exponent };
}

/** e to the power of `x`, rounded once: the same on every machine. */
export function exp(x: DoubleDouble): number {
  if (x[0] > 710) return Infinity;
  if (x[0] < -746) return 0;
  const { mantissa, exponent } = expParts(x);
  const half = Math.trunc(exponent / 2);
  return mantissa[0] * powerOfTwo(half) * powerOfTwo(exponent - half);
}

/** The natural logarithm of a positive number, to about 30 digits. */
export function log(x: number): DoubleDouble {
  const [scaled, exponent] = nearOne(x);
  const guess = Math.log(scaled);
  const { mantissa, exponent: shift } = expParts([-guess, 0]);
  const factor = powerOfTwo(shift);
  const error = add(multiply([mantissa[0] * factor, mantissa[1] * factor], [scaled, 0]), [-1, 0]);
  // The first estimate is good to 16 digits. Two terms of the series of log(1 + error) give 40.
  const correction = add(error, multiply([-error[0] / 2, 0], error));
  return add(multiply(LN2, [exponent, 0]), add([guess, 0], correction));
}

/** Returns a number that cannot overflow, and the power of two that was taken out. */
function nearOne(x: number): readonly [scaled: number, exponent: number] {
  let exponent = 0;
  while (x >= 2 ** 32) {
    x *= 2 ** -32;
    exponent += 32;
  }
  while (x < 2 ** -32) {
    x *= 2 ** 32;
    exponent -= 32;
  }
  return [x, exponent];
}

/** Returns 2 to the power of an integer, by exact products. */
function powerOfTwo(exponent: number): number {
  let power = 1;
  for (; exponent > 0; exponent--) power *= 2;
  for (; exponent < 0; exponent++) power /= 2;
  return power;
}
