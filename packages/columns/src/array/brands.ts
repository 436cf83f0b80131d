/**
 * Tells the classes of values apart that came from another realm, as those of `node:vm` and of tests do:
 * for these, `instanceof` is false. A name alone is not believed, since any object can have one.
 */
function has(brand: (value: object) => unknown, value: object, name: string): boolean {
  if (Object.prototype.toString.call(value) !== `[object ${name}]`) return false;
  try {
    brand(value);
    return true;
  } catch {
    return false; // The object only has the name of the class.
  }
}

/** True for a date, valid or not. */
export function isDate(value: object): value is Date {
  return value instanceof Date || has((date) => Date.prototype.getTime.call(date), value, 'Date');
}

/** True for a map. */
export function isMap(value: object): value is Map<unknown, unknown> {
  return (
    value instanceof Map ||
    has((map) => Map.prototype.has.call(map as Map<unknown, unknown>, 0), value, 'Map')
  );
}

/** True for a set. */
export function isSet(value: object): value is Set<unknown> {
  return (
    value instanceof Set ||
    has((set) => Set.prototype.has.call(set as Set<unknown>, 0), value, 'Set')
  );
}

/**
 * True for a string of bytes.
 *
 * @example
 * ```ts
 * isBytes(Uint8Array.of(1)); // => true
 * isBytes(Int8Array.of(1)); // => false
 * ```
 */
export function isBytes(value: unknown): value is Uint8Array {
  if (value instanceof Uint8Array) return true;
  return ArrayBuffer.isView(value) && (value as Uint8Array)[Symbol.toStringTag] === 'Uint8Array';
}
