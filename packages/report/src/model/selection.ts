import { exactText } from './value-text.ts';

/** A choice of rows by one property. */
export type Condition =
  /** Rows whose number is from `least` to `most`. `code` is the property in a task file. */
  | { readonly kind: 'range'; readonly key: string; readonly least: number; readonly most: number }
  /** Rows that have one of these values. */
  | { readonly kind: 'values'; readonly key: string; readonly values: readonly unknown[] };

/** Returns, for a condition, whether it holds for row `i`. */
export type Reading = (condition: Condition) => (row: number) => boolean;

/**
 * Marks the rows for which all conditions hold with 1. Without conditions these are all rows.
 */
export function maskOf(
  length: number,
  conditions: readonly Condition[],
  read: Reading,
): Uint8Array {
  const mask = new Uint8Array(length).fill(1);
  for (const condition of conditions) {
    const holds = read(condition);
    for (let i = 0; i < length; i++) if (mask[i] === 1 && !holds(i)) mask[i] = 0;
  }
  return mask;
}

/** Returns conditions without the one of a key, and with another in its place if there is one. */
export function changed(
  conditions: readonly Condition[],
  key: string,
  condition?: Condition,
): readonly Condition[] {
  const others = conditions.filter((other) => other.key !== key);
  return condition === undefined ? others : [...others, condition];
}

/** Returns a condition for people. */
export function conditionText(condition: Condition): string {
  const { key } = condition;
  if (condition.kind === 'values')
    return `${key} = ${condition.values.map(exactText).join(' or ')}`;
  const { least, most } = condition;
  return least === most ? `${key} = ${least}` : `${least} ≤ ${key} ≤ ${most}`;
}

/**
 * Returns the expression of a task file that keeps the rows of a selection. Conditions on results,
 * durations and states are left out, as a space knows only parameters.
 *
 * @example
 * ```ts
 * whereText([{ kind: 'range', key: 'beta', least: 1, most: 2 }], ['beta']);
 * // => '.where((row) => row["beta"] >= 1 && row["beta"] <= 2)'
 * ```
 */
export function whereText(conditions: readonly Condition[], parameters: readonly string[]): string {
  const parts = conditions.filter(({ key }) => parameters.includes(key)).map(expression);
  return `.where((row) => ${parts.length === 0 ? 'true' : parts.join(' && ')})`;
}

function expression(condition: Condition): string {
  const member = `row[${JSON.stringify(condition.key)}]`;
  if (condition.kind === 'range') {
    return `${member} >= ${condition.least} && ${member} <= ${condition.most}`;
  }
  const tests = condition.values.map((value) => equals(member, value));
  return tests.length === 1 ? tests[0]! : `(${tests.join(' || ')})`;
}

function equals(member: string, value: unknown): string {
  if (Number.isNaN(value)) return `Number.isNaN(${member})`;
  if (typeof value !== 'object' || value === null) return `${member} === ${exactText(value)}`;
  return `(typeof ${member} === 'object' && JSON.stringify(${member}) === ${JSON.stringify(exactText(value))})`;
}
