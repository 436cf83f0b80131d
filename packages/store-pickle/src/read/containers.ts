import { OP } from '../opcodes.ts';
import type { Handler, Machine } from './machine.ts';
import { PythonDict } from './python-dict.ts';
import { Unknown } from './unknown.ts';

/** Opcodes that make and fill lists, tuples, sets and dicts. */
export const CONTAINERS: Readonly<Record<string, Handler>> = {
  '(': mark,
  ']': (machine) => machine.push([]),
  l: (machine) => machine.push(machine.popMark()),
  a: (machine) => addItems(machine, [machine.pop()]),
  e: (machine) => addItems(machine, machine.popMark()),
  ')': (machine) => machine.push([]),
  t: (machine) => machine.push(machine.popMark()),
  '\x85': (machine) => pushTuple(machine, 1),
  '\x86': (machine) => pushTuple(machine, 2),
  '\x87': (machine) => pushTuple(machine, 3),
  '}': (machine) => pushDict(machine, []),
  d: (machine) => pushDict(machine, machine.popMark()),
  s: (machine) => {
    const value = machine.pop();
    const key = machine.pop();
    setItems(machine, [key, value]);
  },
  u: (machine) => setItems(machine, machine.popMark()),
  '\x8f': (machine) => machine.push(new Set()),
  '\x90': (machine: Machine) => {
    const items = machine.popMark();
    const target = machine.top();
    if (target instanceof Unknown) return;
    if (!(target instanceof Set)) machine.fail('items are added to an object that is not a set');
    for (const item of items) target.add(item);
  },
  '\x91': (machine) => machine.push(new Set(machine.popMark())),
};

/**
 * A mark, and the run of floats that follows it. Columns of floats and vectors make up most of
 * every file. Such a run is added to its list at once, so that the list holds plain doubles and no
 * objects, unless they keep their type.
 */
function mark(machine: Machine): void {
  const { bytes, view } = machine;
  let position = machine.position;
  const target = machine.stack[machine.stack.length - 1];
  if (bytes[position] === OP.BINFLOAT && Array.isArray(target)) {
    while (bytes[position] === OP.BINFLOAT) position += 9;
    if (bytes[position] === OP.APPENDS) {
      for (let at = machine.position + 1; at < position; at += 9) {
        target.push(machine.float(view.getFloat64(at), 'float64'));
      }
      machine.position = position + 1;
      return;
    }
  }
  machine.marks.push(machine.stack.length);
}

function addItems(machine: Machine, items: readonly unknown[]): void {
  const target = machine.top();
  if (target instanceof Unknown) return;
  if (!Array.isArray(target)) machine.fail('items are appended to an object that is not a list');
  for (const item of items) target.push(item);
}

function pushTuple(machine: Machine, size: number): void {
  const items = Array.from({ length: size }, () => machine.pop());
  machine.push(items.reverse());
}

function pushDict(machine: Machine, items: readonly unknown[]): void {
  machine.unresolved = true;
  machine.push(new PythonDict());
  setItems(machine, items);
}

function setItems(machine: Machine, items: readonly unknown[]): void {
  const target = machine.top();
  if (target instanceof Unknown) return;
  if (!(target instanceof PythonDict))
    machine.fail('items are set in an object that is not a dict');
  if (items.length % 2 !== 0) machine.fail('a key has no value');
  for (let i = 0; i < items.length; i += 2) target.entries.set(items[i], items[i + 1]);
}
