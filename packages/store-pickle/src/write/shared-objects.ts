/** Deeper than any sensible value; Python can pickle no deeper ones either. */
export const DEEPEST = 500;

/**
 * The objects that occur more than once in `values`, at any depth: they have to be written once
 * and referred to, so that they are one object again, and so that an object may contain itself.
 */
export function sharedObjects(values: Iterable<unknown>): ReadonlySet<object> {
  const seen = new Set<object>();
  const shared = new Set<object>();
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null) return;
    if (seen.has(value)) {
      shared.add(value);
      return;
    }
    seen.add(value);
    // What is nested deeper is refused when it is written.
    if (depth < DEEPEST) for (const child of childrenOf(value)) visit(child, depth + 1);
  };
  for (const value of values) visit(value, 0);
  return shared;
}

function childrenOf(value: object): Iterable<unknown> {
  if (Array.isArray(value) || value instanceof Set) return value;
  if (value instanceof Map) return value.values();
  if (ArrayBuffer.isView(value) || value instanceof Date) return [];
  return Object.values(value) as unknown[];
}
