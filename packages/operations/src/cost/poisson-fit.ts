/** Most steps of a fit. */
const MOST_STEPS = 30;
/** A fit has ended when no coefficient changes by more than this. */
const TOLERANCE = 1e-5;
/** Added to the diagonal, so that columns that say the same can be solved for. */
const RIDGE = 1e-6;
/** Largest logarithm of a mean. */
const MOST_LOG = 60;
/** Least mean where it is the sum itself. Values are about 1. */
const LEAST_MEAN = 0.02;

/** How a mean follows from a sum of terms: as the sum itself, or as its exponential. */
export type Link = 'identity' | 'log';

/** Values to explain, of which the mean is about 1, and the numbers that may explain them. */
export interface Observations {
  readonly values: Float64Array;
  /** For each coefficient, a number for each value. The first column is constant. */
  readonly columns: readonly Float64Array[];
  /** How often each value counts. */
  readonly weights: Float64Array;
}

/**
 * Fits coefficients so that means explain values whose variance grows with their mean: Fisher scoring of
 * Poisson's quasi-likelihood. The means of the values then add up to the sum of the values, as they have
 * to where a sum is predicted.
 *
 * Source: McCullagh and Nelder, Generalized Linear Models, 1989, chapters 2 and 9.
 *
 * @example
 * ```ts
 * const one = Float64Array.of(1, 1, 1);
 * const columns = [one, Float64Array.of(0, 1, 2)];
 * const values = Float64Array.of(0.5, 1, 2);
 * const found = poissonFit('log', { values, columns, weights: one });
 * Array.from(found, (x) => Math.round(100 * Math.exp(x)) / 100); // => [0.5, 2]
 * ```
 */
export function poissonFit(link: Link, observations: Observations): Float64Array {
  const { columns, values } = observations;
  // Between each value and the mean: from the mean alone, one long row sends the first step too far.
  let coefficients = scoringStep(
    link,
    observations,
    values.map((value) => (value + 1) / 2),
  );
  for (let step = 1; step < MOST_STEPS; step++) {
    const before = coefficients;
    coefficients = scoringStep(link, observations, meansOf(link, before, columns));
    const changes = coefficients.map((value, i) => Math.abs(value - before[i]!));
    if (!(Math.max(...changes) > TOLERANCE)) break;
  }
  return coefficients;
}

/** Returns the mean of each row from its numbers. */
export function meansOf(
  link: Link,
  coefficients: Float64Array,
  columns: readonly Float64Array[],
): Float64Array {
  const means = new Float64Array(columns[0]!.length);
  for (const [i, column] of columns.entries()) {
    const coefficient = coefficients[i]!;
    for (let row = 0; row < means.length; row++) means[row]! += coefficient * column[row]!;
  }
  return means.map((sum) => meanOf(link, sum));
}

function meanOf(link: Link, sum: number): number {
  if (link === 'identity') return Math.max(sum, LEAST_MEAN);
  return Math.exp(Math.max(-MOST_LOG, Math.min(MOST_LOG, sum)));
}

/** Returns the coefficients of least squares, weighted, where a tangent at the means stands for the curve. */
function scoringStep(
  link: Link,
  { values, columns, weights }: Observations,
  means: Float64Array,
): Float64Array {
  const size = columns.length;
  const matrix = Array.from({ length: size }, () => new Float64Array(size));
  const right = new Float64Array(size);
  for (const [row, value] of values.entries()) {
    const mean = means[row]!;
    const weight = weights[row]! * (link === 'log' ? mean : 1 / mean);
    if (weight === 0) continue;
    const target = link === 'log' ? Math.log(mean) + (value - mean) / mean : value;
    for (let i = 0; i < size; i++) {
      const part = weight * columns[i]![row]!;
      right[i]! += part * target;
      for (let j = 0; j <= i; j++) matrix[i]![j]! += part * columns[j]![row]!;
    }
  }
  return solved(matrix, right);
}

/** Solves a symmetric system by Cholesky's decomposition. The lower half of the matrix is replaced. */
function solved(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (const [i, row] of matrix.entries()) {
    row[i]! += RIDGE * (row[i]! + RIDGE);
    for (let j = 0; j <= i; j++) {
      let rest = row[j]!;
      for (let k = 0; k < j; k++) rest -= row[k]! * matrix[j]![k]!;
      row[j] = i === j ? Math.sqrt(Math.max(rest, Number.MIN_VALUE)) : rest / matrix[j]![j]!;
    }
    for (let k = 0; k < i; k++) right[i]! -= row[k]! * right[k]!;
    right[i]! /= row[i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) right[i]! -= matrix[k]![i]! * right[k]!;
    right[i]! /= matrix[i]![i]!;
  }
  return right;
}
