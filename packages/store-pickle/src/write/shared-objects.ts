import { isDate, isMap, isSet } from '@psyrun/columns/internal';
import { isPickled } from '@psyrun/core';

/** The maximum depth of a value; Python can pickle no deeper ones either. */
export const DEEPEST = 500;

/**
 * Returns the objects that occur more than once in `columns`, at any depth. They are written once
 * and referred to, so that they are one object again when they are read. An object may contain
 * itself.
 */
export function sharedObjects(columns: readonly (readonly unknown[])[]): ReadonlySet<object> {
  const seen = new Set<object>();
  const shared = new Set<object>();
  const visit = (value: object, depth: number): void => {
    if (seen.has(value)) {
      shared.add(value);
      return;
    }
    seen.add(value);
    // Deeper values are refused when they are written.
    if (depth < DEEPEST) visitAll(childrenOf(value), depth + 1);
  };
  const visitAll = (items: readonly unknown[], depth: number): void => {
    // Does not read by index, because lists of numbers are among them: see `beginsWithNumber`.
    items.forEach((item) => {
      if (typeof item === 'object' && item !== null) visit(item, depth);
    });
  };
  for (const values of columns) visitAll(values, 0);
  return shared;
}

function childrenOf(value: object): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isSet(value)) return [...value];
  if (isMap(value)) return [...value.values()];
  if (ArrayBuffer.isView(value) || isDate(value) || isPickled(value)) return [];
  return Object.values(value) as unknown[];
}
