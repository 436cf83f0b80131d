import type { FormerRows } from './former-rows.ts';
import { presentKeys, type Units } from './present-row.ts';

/**
 * Returns what makes rows with some keys rows of a space, for people; undefined if they are its rows as they
 * are.
 *
 * @example
 * ```ts
 * const { former } = param({ x: [1, 2], solver: ['euler', 'rk4'] }).was({ solver: 'euler' });
 * formerText(['x'], former, {}); // => "were solver = 'euler'"
 * formerText(['x', 'solver'], former, {}); // => undefined
 * ```
 */
export function formerText(
  keys: readonly string[],
  former: FormerRows,
  units: Units,
): string | undefined {
  const own = new Set(presentKeys(keys, former));
  const are = Object.entries(former.was)
    .filter(([key]) => !own.has(key))
    .map(([key, value]) => `were ${key} = ${shown(value)}`);
  const names = keys
    .filter((key) => Object.hasOwn(former.renamed, key))
    .map((key) => `${key} is now ${former.renamed[key]!}`);
  const dropped = keys
    .filter((key) => Object.hasOwn(former.dropped, key))
    .map((key) => `${key} was ${shown(former.dropped[key])}`);
  const converted = Object.entries(former.converted)
    .filter(([key, { to }]) => own.has(key) && units[key] !== to)
    .map(([key, { from, to }]) => `${key} was in ${from}, not ${to}`);
  const parts = [...are, ...names, ...dropped, ...converted];
  return parts.length === 0 ? undefined : parts.join('; ');
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : `${value as number}`;
}
