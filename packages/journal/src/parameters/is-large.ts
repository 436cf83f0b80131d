/** The number of bytes up to which a parameter is written to each record. */
const LARGE = 256;
/** The number of bytes of a number. Small integers have fewer. */
const NUMBER = 8;

/** True if a value takes more than about 256 bytes in a record. It looks at no more of it than it has to. */
export function isLarge(value: unknown): boolean {
  return bytesLeft(value, LARGE) < 0;
}

/** Returns `left` less the approximate bytes of the value, or some negative number. */
function bytesLeft(value: unknown, left: number): number {
  if (typeof value === 'string') return left - value.length;
  if (typeof value === 'number') return left - NUMBER;
  if (typeof value !== 'object' || value === null) return left - 1;
  if (ArrayBuffer.isView(value)) return left - value.byteLength;
  left--;
  const object = value as Record<string, unknown>;
  for (const key in object) {
    if (left < 0) break;
    left = bytesLeft(object[key], left);
  }
  return left;
}
