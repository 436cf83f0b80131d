import type { Row } from '@psyrun/core';

/**
 * The values of both rows, those of `added` where both have a key.
 *
 * `Object.assign` to an empty object takes a tenth of the time of `{ ...row, ...added }`, but would
 * take the key `__proto__` for the prototype.
 */
export function joinedRow(row: Row, added: Row): Row {
  const isSpecial = Object.hasOwn(row, '__proto__') || Object.hasOwn(added, '__proto__');
  return isSpecial ? { ...row, ...added } : Object.assign({}, row, added);
}
