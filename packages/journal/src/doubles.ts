/** Shorter lists are not worth a form of their own. */
const SHORTEST = 8;
const BYTES = Float64Array.BYTES_PER_ELEMENT;

/** Whether a list is kept as doubles: it holds nothing but numbers, and not only integers. */
export function isDoubles(list: readonly unknown[]): list is readonly number[] {
  // Asked without an index: see beginsWithNumber of @psyrun/columns.
  if (list.length < SHORTEST || typeof list.at(0) !== 'number') return false;
  let isWhole = true;
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    if (typeof item !== 'number') return false;
    isWhole &&= Number.isInteger(item);
  }
  return !isWhole;
}

/** The numbers as little-endian doubles. */
export function doublesToBytes(list: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(list.length * BYTES);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < list.length; i++) view.setFloat64(i * BYTES, list[i]!, true);
  return bytes;
}

/** What {@link doublesToBytes} made bytes of. */
export function bytesToDoubles(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // A list that begins empty is made for doubles at once; one of a given length is changed later.
  const list: number[] = [];
  for (let at = 0; at < bytes.length; at += BYTES) list.push(view.getFloat64(at, true));
  return list;
}
