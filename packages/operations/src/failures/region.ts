import { inspect } from 'node:util';
import { canonicalValue, type Row } from '@psyrun/core';

/** A statement about one parameter. */
interface Condition {
  readonly text: string;
  readonly holds: (row: Row) => boolean;
}

/** Most different values that a condition lists. */
const MOST_VALUES = 3;

/**
 * Returns what sets some rows apart from others, as conditions that all of `inside` fulfil: bounds
 * of numbers, or the few values that a parameter has there.
 *
 * A condition is taken if it holds for at most half of the others for which those before it hold,
 * the most telling first. There may be none.
 *
 * @example
 * ```ts
 * const row = (n: number) => ({ n, trial: n % 3 });
 * region([8, 9, 10, 11].map(row), [1, 2, 3, 4].map(row)); // => ['n >= 8']
 * region([1, 3, 5, 9].map(row), [2, 4, 6, 8].map(row)); // => []
 * ```
 */
export function region(inside: readonly Row[], outside: readonly Row[]): string[] {
  const found: string[] = [];
  let candidates = Object.keys(inside[0] ?? {}).flatMap((key) => conditions(key, inside, outside));
  for (let others = outside; others.length > 0;) {
    const ranked = candidates
      .map((condition) => ({ condition, left: others.filter(condition.holds) }))
      .sort((a, b) => a.left.length - b.left.length);
    const best = ranked[0];
    if (best === undefined || best.left.length > others.length / 2) break;
    found.push(best.condition.text);
    others = best.left;
    candidates = candidates.filter((candidate) => candidate !== best.condition);
  }
  return found;
}

/** Returns conditions on one parameter that hold for all of `rows`. */
function conditions(key: string, rows: readonly Row[], others: readonly Row[]): Condition[] {
  const values = new Map(rows.map((row) => [canonicalValue(row[key]), row[key]]));
  if (values.size <= MOST_VALUES) {
    const texts = [...values.values()].map(valueText).join(' or ');
    const holds = (row: Row): boolean => values.has(canonicalValue(row[key]));
    return [
      { text: `${key} = ${texts}`, holds },
      ...(values.size > 1 ? bounds(key, rows, others) : []),
    ];
  }
  return bounds(key, rows, others);
}

function bounds(key: string, rows: readonly Row[], others: readonly Row[]): Condition[] {
  const values = rows.map((row) => row[key]).filter((value) => typeof value === 'number');
  if (values.length < rows.length) return [];
  const all = [...values, ...others.map((row) => row[key] as number)];
  const least = shortest(
    values.reduce((a, b) => Math.min(a, b)),
    all,
    (a, b) => a >= b,
  );
  const most = shortest(
    values.reduce((a, b) => Math.max(a, b)),
    all,
    (a, b) => a <= b,
  );
  return [
    { text: `${key} >= ${least}`, holds: (row) => (row[key] as number) >= least },
    { text: `${key} <= ${most}`, holds: (row) => (row[key] as number) <= most },
  ];
}

/** Returns a bound with six digits if it divides the values as the given one does. */
function shortest(
  bound: number,
  values: readonly number[],
  holds: (value: number, bound: number) => boolean,
): number {
  const short = Number(bound.toPrecision(6));
  return values.every((value) => holds(value, short) === holds(value, bound)) ? short : bound;
}

/** Returns a value on one line, as JavaScript writes it. */
function valueText(value: unknown): string {
  return inspect(value, {
    breakLength: Infinity,
    compact: true,
    depth: 4,
    maxArrayLength: 6,
    maxStringLength: Infinity,
  });
}
