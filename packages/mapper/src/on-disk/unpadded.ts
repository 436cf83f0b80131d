import { isNdArray, NdColumn } from '@psyrun/columns';

/**
 * Removes the padding of a store, which fills shorter arrays with NaN. Returns arrays as lists,
 * without NaN at their ends, and any other value unchanged.
 */
export function unpadded(value: unknown): unknown {
  const items = itemsOf(value);
  if (items === undefined) return value;
  const list = Array.from(items, unpadded);
  while (list.length > 0 && isPadding(list.at(-1))) list.pop();
  return list;
}

function itemsOf(value: unknown): Iterable<unknown> | undefined {
  if (Array.isArray(value)) return value as unknown[];
  if (isNdArray(value)) {
    return value.shape.length > 0 ? new NdColumn(value.shape, value.data) : undefined;
  }
  const isTyped = ArrayBuffer.isView(value) && !(value instanceof Uint8Array);
  return isTyped && !(value instanceof DataView) ? (value as Float64Array) : undefined;
}

function isPadding(item: unknown): boolean {
  return Number.isNaN(item) || (Array.isArray(item) && item.length === 0);
}
