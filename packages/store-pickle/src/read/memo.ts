import type { Handler, Machine } from './machine.ts';

/** Opcodes that move objects on the stack, store them in the memo and recall them. */
export const MEMO: Readonly<Record<string, Handler>> = {
  '0': popOne,
  '1': (machine) => void machine.popMark(),
  '2': (machine) => machine.push(machine.top()),
  p: (machine) => put(machine, index(machine)),
  q: (machine) => put(machine, machine.uint8()),
  r: (machine) => put(machine, machine.uint32()),
  '\x94': (machine) => put(machine, machine.memo.size),
  g: (machine) => get(machine, index(machine)),
  h: (machine) => get(machine, machine.uint8()),
  j: (machine) => get(machine, machine.uint32()),
};

/** POP removes a mark if that is on top. */
function popOne(machine: Machine): void {
  if (machine.marks[machine.marks.length - 1] === machine.stack.length) machine.marks.pop();
  else machine.pop();
}

function index(machine: Machine): number {
  const line = machine.line();
  if (!/^\d{1,10}$/.test(line)) machine.fail('a memo index is not a number');
  return Number(line);
}

function put(machine: Machine, id: number): void {
  machine.memo.set(id, machine.top());
}

function get(machine: Machine, id: number): void {
  const value = machine.memo.get(id);
  if (value === undefined) machine.fail(`memo ${id} is used before it is set`);
  machine.push(value);
}
