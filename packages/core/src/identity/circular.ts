/** The place where a value contains itself. */
export interface Circle {
  /** Path to the inner place: `state.next.next`. */
  readonly path: string;
  /** Path to the outer place, which holds the same object; empty for the value itself. */
  readonly outer: string;
}

/**
 * Returns the first place where a value contains itself; undefined if it does not within `deepest`
 * levels. Looks into lists, maps, sets and objects, in their order, until something is deeper.
 *
 * @example
 * ```ts
 * const node: Record<string, unknown> = {};
 * node['next'] = { back: node };
 * circleIn({ node }, 100); // => { path: 'node.next.back', outer: 'node' }
 * circleIn({ node: 1 }, 100); // => undefined
 * ```
 */
export function circleIn(value: unknown, deepest: number): Circle | undefined {
  const found = search(value, '', [], deepest);
  return found === TOO_DEEP ? undefined : found;
}

const TOO_DEEP = Symbol('too deep');

type Above = readonly { readonly value: unknown; readonly path: string }[];

function search(
  value: unknown,
  path: string,
  above: Above,
  deepest: number,
): Circle | typeof TOO_DEEP | undefined {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return undefined;
  const same = above.find((one) => one.value === value);
  if (same) return { path, outer: same.path };
  if (above.length > deepest) return TOO_DEEP;
  const inner = [...above, { value, path }];
  for (const [item, place] of itemsOf(value, path)) {
    const found = search(item, place, inner, deepest);
    if (found !== undefined) return found;
  }
  return undefined;
}

function* itemsOf(value: object, path: string): Generator<[item: unknown, path: string]> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield [item, `${path}[${i}]`];
  } else if (value instanceof Map) {
    for (const item of [...value].flat(1)) yield [item, `${path}[…]`];
  } else if (value instanceof Set) {
    for (const item of value) yield [item, `${path}[…]`];
  } else {
    for (const [key, item] of Object.entries(value)) yield [item, path ? `${path}.${key}` : key];
  }
}
