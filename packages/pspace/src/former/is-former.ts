import type { FormerRows } from './former-rows.ts';
import { presentKeys } from './present-row.ts';

/**
 * True if rows with some keys can be former rows of a space: with its renamed keys, without those that were
 * dropped, and with the values of those that they lack, they have its keys.
 */
export function isFormer(
  keys: readonly string[],
  space: { readonly keys: readonly string[]; readonly former: FormerRows },
): boolean {
  const names = presentKeys(keys, space.former);
  const own = new Set(names);
  if (own.size < names.length || !names.every((key) => space.keys.includes(key))) return false;
  return space.keys.every((key) => own.has(key) || Object.hasOwn(space.former.was, key));
}
