import type { Row } from '@psyrun/core';

/** Returns the row without some keys. */
export function withoutKeys(row: Row, keys: readonly string[]): Row {
  if (keys.length === 0) return row;
  return Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key)));
}
