import { setOwnValue } from '@psyrun/columns';
import { NumpyArray } from './numpy-array.ts';
import { PythonDict } from './python-dict.ts';

/**
 * `root` with the objects that stand for Python's dicts and arrays replaced, at any depth, by what
 * a caller gets: a dict whose keys are all strings is an object, any other a `Map`.
 *
 * It goes through a list of work instead of recursing, and to every object once: shared objects
 * stay shared, and an object may contain itself.
 */
export function resolve(root: unknown): unknown {
  const values = new Map<object, unknown>();
  const work: (() => void)[] = [];
  const valueOf = (item: unknown): unknown => {
    if (typeof item !== 'object' || item === null) return item;
    if (!values.has(item)) {
      const { value, fill } = plan(item, valueOf);
      values.set(item, value);
      work.push(fill);
    }
    return values.get(item);
  };
  const result = valueOf(root);
  for (let fill = work.pop(); fill !== undefined; fill = work.pop()) fill();
  return result;
}

type ValueOf = (item: unknown) => unknown;

/** What stands in for `item`, and how it gets its content. */
function plan(item: object, valueOf: ValueOf): { value: unknown; fill: () => void } {
  if (item instanceof PythonDict) return planDict(item, valueOf);
  const value = item instanceof NumpyArray ? item.value() : item;
  if (Array.isArray(value)) return { value, fill: () => fillList(value, valueOf) };
  if (value instanceof Set) return { value, fill: () => fillSet(value, valueOf) };
  return { value, fill: () => {} };
}

function planDict({ entries }: PythonDict, valueOf: ValueOf) {
  if (![...entries.keys()].every((key) => typeof key === 'string')) {
    const value = new Map<unknown, unknown>();
    return {
      value,
      fill: () => entries.forEach((item, key) => value.set(valueOf(key), valueOf(item))),
    };
  }
  const value: Record<string, unknown> = {};
  return {
    value,
    fill: () => entries.forEach((item, key) => setOwnValue(value, key as string, valueOf(item))),
  };
}

function fillList(list: unknown[], valueOf: ValueOf): void {
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    if (typeof item === 'object' && item !== null) list[i] = valueOf(item);
  }
}

function fillSet(set: Set<unknown>, valueOf: ValueOf): void {
  const items = [...set];
  if (items.every((item) => typeof item !== 'object' || item === null)) return;
  set.clear();
  for (const item of items) set.add(valueOf(item));
}
