import type { Column } from '@psyrun/core';

/**
 * Returns a table without columns, to be filled. It has no prototype, so that every key of a
 * column, `__proto__` too, is an own property.
 *
 * @example
 * ```ts
 * const table = emptyTable<number[]>();
 * table['__proto__'] = [1, 2];
 * Object.keys(table); // => ['__proto__']
 * ```
 */
export function emptyTable<C extends Column = Column>(): Record<string, C> {
  return Object.create(null) as Record<string, C>;
}
