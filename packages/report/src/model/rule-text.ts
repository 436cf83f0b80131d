import type { Rule } from './find-rule.ts';
import { shortNumber } from './value-text.ts';

/**
 * Returns the conditions of a rule for people, as `psy failures` writes them.
 *
 * @example
 * ```ts
 * const bins = { key: 'b', of: new Uint16Array(), labels: ['x', 'y', 'z'] };
 * ruleText({ conditions: [{ bins, chosen: [0, 2] }], rows: 4, failed: 4 }); // => ['b = x or z']
 * ```
 */
export function ruleText({ conditions }: Rule): string[] {
  return conditions.flatMap(({ bins: { key, bounds, labels }, chosen }) => {
    if (bounds === undefined) return [`${key} = ${chosen.map((bin) => labels[bin]!).join(' or ')}`];
    const [first, last] = [chosen[0]!, chosen.at(-1)!];
    if (first === last && bounds[first]![0] === bounds[first]![1])
      return [`${key} = ${labels[first]!}`];
    const from = first === 0 ? [] : [`${key} >= ${shortNumber(bounds[first]![0])}`];
    return last === labels.length - 1
      ? from
      : [...from, `${key} <= ${shortNumber(bounds[last]![1])}`];
  });
}
