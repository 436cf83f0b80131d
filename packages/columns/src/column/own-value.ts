/**
 * Sets `object[key]` as an own property, whatever the key: a plain assignment to `__proto__`
 * would change the prototype instead.
 *
 * @example
 * ```ts
 * const row: Record<string, unknown> = {};
 * setOwnValue(row, '__proto__', 1);
 * Object.keys(row); // => ['__proto__']
 * ```
 */
export function setOwnValue(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    object[key] = value;
  }
}
