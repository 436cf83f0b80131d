/**
 * Numbers of double precision, each the unevaluated sum of two floats (T. J. Dekker, "A
 * floating-point technique for extending the available precision", 1971).
 *
 * `Math.exp`, `Math.log` and `Math.pow` may differ in the last bit between JavaScript engines. A
 * row would then have another identity in another engine. These functions use only operations that
 * IEEE 754 defines to the last bit.
 */
export type DoubleDouble = readonly [high: number, low: number];

const SPLITTER = 2 ** 27 + 1;

/** The exact sum of two floats. */
export function exactSum(a: number, b: number): DoubleDouble {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}

/** The exact product of two floats of moderate size. */
export function exactProduct(a: number, b: number): DoubleDouble {
  const product = a * b;
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  return [product, aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)];
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [high, low] = exactSum(a[0], b[0]);
  return exactSum(high, low + a[1] + b[1]);
}

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [high, low] = exactProduct(a[0], b[0]);
  return exactSum(high, low + a[0] * b[1] + a[1] * b[0]);
}

export function divide(a: DoubleDouble, b: number): DoubleDouble {
  const first = a[0] / b;
  const [high, low] = exactProduct(first, b);
  return exactSum(first, (a[0] - high - low + a[1]) / b);
}

function halves(value: number): DoubleDouble {
  const scaled = SPLITTER * value;
  const high = scaled - (scaled - value);
  return [high, value - high];
}
