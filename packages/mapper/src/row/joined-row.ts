import type { Row } from '@psyrun/core';

/**
 * Returns the values of both rows. If both have a key, the value of `added` counts.
 *
 * `Object.assign` to an empty object takes a tenth of the time of `{ ...row, ...added }`, but would
 * use the key `__proto__` as the prototype.
 */
export function joinedRow(row: Row, added: Row): Row {
  const isSpecial = Object.hasOwn(row, '__proto__') || Object.hasOwn(added, '__proto__');
  return isSpecial ? { ...row, ...added } : Object.assign({}, row, added);
}
