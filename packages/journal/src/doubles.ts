/** Shorter lists do not profit from a format of their own. */
const SHORTEST = 8;
const BYTES = Float64Array.BYTES_PER_ELEMENT;

/** True if a list is stored as doubles: it holds only numbers, and not only integers. */
export function isDoubles(list: readonly unknown[]): list is readonly number[] {
  // Reads without an index: see beginsWithNumber of @psyrun/columns/internal.
  if (list.length < SHORTEST || typeof list.at(0) !== 'number') return false;
  let isWhole = true;
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    if (typeof item !== 'number') return false;
    isWhole &&= Number.isInteger(item);
  }
  return !isWhole;
}

/** Returns the numbers as little-endian doubles. */
export function doublesToBytes(list: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(list.length * BYTES);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < list.length; i++) view.setFloat64(i * BYTES, list[i]!, true);
  return bytes;
}

/** Returns the list whose bytes {@link doublesToBytes} returned. */
export function bytesToDoubles(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // V8 makes a list that begins empty a list of doubles at once. It converts one of a given length
  // later.
  const list: number[] = [];
  for (let at = 0; at < bytes.length; at += BYTES) list.push(view.getFloat64(at, true));
  return list;
}
