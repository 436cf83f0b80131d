import { isScalar } from '@psyrun/core';
import { Global, GLOBALS } from './globals.ts';
import type { Handler, Machine } from './machine.ts';
import { isStateful } from './stateful.ts';
import { Unknown } from './unknown.ts';

/** Opcodes that name a global, call it, and set an object's state. */
export const OBJECTS: Readonly<Record<string, Handler>> = {
  c: (machine) => pushGlobal(machine, machine.line(), machine.line()),
  '\x93': (machine: Machine) => {
    const name = machine.pop();
    const module = machine.pop();
    if (typeof name !== 'string' || typeof module !== 'string') {
      machine.fail('a global has no name');
    }
    pushGlobal(machine, module, name);
  },
  R: (machine) => {
    const args = machine.pop();
    call(machine, machine.pop(), args);
  },
  '\x81': (machine) => {
    const args = machine.pop();
    call(machine, machine.pop(), args);
  },
  b: (machine: Machine) => {
    const state = machine.pop();
    const target = machine.top();
    if (target instanceof Unknown) return;
    if (!isStateful(target)) machine.fail('a state is set on an object that has none');
    target.setState(state, machine);
  },
};

/** Opcodes that no table needs, by the objects that they make. */
const REFUSED: Readonly<Record<string, string>> = {
  P: 'a reference to an object outside of it',
  Q: 'a reference to an object outside of it',
  o: 'an object of a class',
  '\x92': 'an object of a class',
  '\x82': 'an entry of the extension registry',
  '\x83': 'an entry of the extension registry',
  '\x84': 'an entry of the extension registry',
  '\x97': 'a buffer outside of it',
  '\x98': 'a buffer outside of it',
};

/** Handlers that refuse the opcodes that no table needs. */
export const REFUSALS: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(
    Object.entries(REFUSED).map(([opcode, what]) => [
      opcode,
      (machine: Machine) => machine.refuse(what),
    ]),
  ),
  i: (machine: Machine) => machine.refuse(`a ${machine.line()}.${machine.line()}`),
};

function pushGlobal(machine: Machine, module: string, name: string): void {
  const known = GLOBALS.get(`${module} ${name}`);
  if (known === undefined) machine.unresolved = true;
  machine.push(known ?? new Unknown(`a ${module}.${name}`));
}

function call(machine: Machine, target: unknown, args: unknown): void {
  if (target instanceof Unknown) return machine.push(target);
  if (!(target instanceof Global)) machine.fail('a call names an object that is not a global');
  if (!Array.isArray(args)) machine.fail('a call has no arguments');
  machine.push(target.call(machine.typed ? args.map(withoutType) : args, machine));
}

/** Functions and classes take numbers. */
function withoutType(argument: unknown): unknown {
  return isScalar(argument) ? argument.value : argument;
}
