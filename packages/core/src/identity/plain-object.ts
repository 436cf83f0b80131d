import type { Row } from '../contracts/values.ts';

/**
 * True if `value` is an object literal or another object whose class is `Object` or none. An
 * object of another realm, for example of `node:vm`, counts too. Arrays and instances of other
 * classes do not.
 *
 * @example
 * ```ts
 * isPlainObject({ radius: 0.5 }); // => true
 * isPlainObject(Object.create(null)); // => true
 * isPlainObject([0.5]); // => false
 * isPlainObject(new Date()); // => false
 * ```
 */
export function isPlainObject(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
