import { inspect } from 'node:util';
import { canonicalValue, type Row } from '@psyrun/core';
import { ParameterValues } from './parameter-values.ts';

/** A statement about one parameter. */
interface Condition {
  readonly text: string;
  readonly holds: (row: Row) => boolean;
}

/**
 * Returns what sets some rows apart from others, as conditions that all of `inside` fulfil: bounds
 * of numbers, or the few values that a parameter has there.
 *
 * A condition is taken if it holds for at most half of the others for which those before it hold,
 * the most telling first. There may be none. The rows of `inside` are read once and not kept.
 *
 * @example
 * ```ts
 * const row = (n: number) => ({ n, trial: n % 3 });
 * region([8, 9, 10, 11].map(row), [1, 2, 3, 4].map(row)); // => ['n >= 8']
 * region([1, 3, 5, 9].map(row), [2, 4, 6, 8].map(row)); // => []
 * ```
 */
export function region(inside: Iterable<Row>, outside: readonly Row[]): string[] {
  const found: string[] = [];
  let candidates = [...valuesIn(inside)].flatMap(([key, values]) =>
    conditions(key, values, outside),
  );
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

/** Returns the values of each parameter. */
function valuesIn(rows: Iterable<Row>): Map<string, ParameterValues> {
  const parameters = new Map<string, ParameterValues>();
  let keys: readonly string[] | undefined;
  for (const row of rows) {
    if (keys === undefined) {
      keys = Object.keys(row);
      for (const key of keys) parameters.set(key, new ParameterValues());
    }
    for (const key of keys) parameters.get(key)!.note(row[key]);
  }
  return parameters;
}

/** Returns conditions on one parameter that hold for all rows with these values. */
function conditions(key: string, values: ParameterValues, others: readonly Row[]): Condition[] {
  const { few } = values;
  if (few === undefined) return bounds(key, values, others);
  const texts = [...few.values()].map(valueText).join(' or ');
  const holds = (row: Row): boolean => few.has(canonicalValue(row[key]));
  const listed = { text: `${key} = ${texts}`, holds };
  return few.size > 1 ? [listed, ...bounds(key, values, others)] : [listed];
}

function bounds(
  key: string,
  { areNumbers, least, most }: ParameterValues,
  others: readonly Row[],
): Condition[] {
  if (!areNumbers) return [];
  const all = others.map((row) => row[key] as number);
  const from = shortest(least, [least, ...all], (a, b) => a >= b);
  const to = shortest(most, [most, ...all], (a, b) => a <= b);
  return [
    { text: `${key} >= ${from}`, holds: (row) => (row[key] as number) >= from },
    { text: `${key} <= ${to}`, holds: (row) => (row[key] as number) <= to },
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
