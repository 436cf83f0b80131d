import { setOwnValue } from '@psyrun/columns/internal';
import { isPickled, isPsyrunError, Pickled } from '@psyrun/core';
import { DEEPEST, Machine } from './machine.ts';
import { NumpyArray } from './numpy-array.ts';
import { ExactNumber, InnerPickle, Part } from './part.ts';
import { PythonDict } from './python-dict.ts';
import { run } from './run.ts';

/**
 * Returns `root` with the objects that stand for Python's dicts and arrays replaced, at any depth,
 * by the values that callers receive: a dict whose keys are all strings becomes an object, any
 * other a `Map`.
 *
 * It works through a list instead of recursing, and visits every object once: shared objects stay
 * shared, and an object may contain itself.
 *
 * Throws `PSYRUN_STORE_VALUE` for a {@link Part} in the place of a value, and for values that are
 * nested too deep.
 */
export function resolve(root: unknown, machine: Machine): unknown {
  const values = new Map<object, unknown>();
  const work: { readonly fill: () => void; readonly depth: number }[] = [];
  let depth = 0;
  const valueOf = (wrapped: unknown): unknown => {
    if (typeof wrapped !== 'object' || wrapped === null) return wrapped;
    if (wrapped instanceof InnerPickle && !machine.isInner) return valueIn(wrapped, machine);
    const item = unwrapped(wrapped, machine);
    if (!isReplaced(item)) return item;
    if (!values.has(item)) {
      const { value, fill } = plan(item, valueOf);
      values.set(item, value);
      if (depth === DEEPEST) machine.tooDeep();
      work.push({ fill, depth: depth + 1 });
    }
    return values.get(item);
  };
  const result = valueOf(root);
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    depth = next.depth;
    next.fill();
  }
  return result;
}

/** The maximum number of arrays, one in the other, around a single object. */
const MOST_WRAPPERS = 100;

/**
 * Returns the value of a pickle inside of a pickle. One that cannot be read stays pickled; so does any
 * other, where values keep their types.
 */
function valueIn({ bytes }: InnerPickle, { name, typed }: Machine): unknown {
  const value = plainValueIn(bytes, name);
  return typed && !isPickled(value) ? new Pickled(value, bytes) : value;
}

function plainValueIn(bytes: Uint8Array, name: string): unknown {
  const machine = new Machine(Buffer.from(bytes), name);
  machine.isInner = true;
  try {
    run(machine);
    const top = machine.top();
    if (top instanceof ExactNumber) return new Pickled(top.digits, bytes);
    return machine.unresolved ? resolve(top, machine) : top;
  } catch (error) {
    if (!isPsyrunError(error)) throw error;
    const { what = 'a value of Python' } = error.fields as { what?: string };
    return new Pickled(`<${what.replace(/^an? /, '')}>`, bytes);
  }
}

function unwrapped(item: unknown, machine: Machine): unknown {
  let object = item;
  for (let count = 0; object instanceof NumpyArray && object.isWrapper; count++) {
    if (count === MOST_WRAPPERS) machine.refuse('an array that contains itself');
    object = object.value();
  }
  if (object instanceof Part) machine.refuse(object.label);
  return object;
}

type Replaced = unknown[] | Set<unknown> | PythonDict | NumpyArray;

/** True if the item, or an item in it, has to be replaced: never for dates, bytes and numbers. */
function isReplaced(item: unknown): item is Replaced {
  return (
    Array.isArray(item) ||
    item instanceof PythonDict ||
    item instanceof NumpyArray ||
    item instanceof Set
  );
}

type ValueOf = (item: unknown) => unknown;

/** Returns the replacement of `item`, and a function that fills it. */
function plan(item: Replaced, valueOf: ValueOf): { value: unknown; fill: () => void } {
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
