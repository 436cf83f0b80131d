import { PsyrunError } from '@psyrun/core';
import { Global, GLOBALS } from './globals.ts';
import type { Handler, Machine } from './machine.ts';
import { isStateful } from './stateful.ts';

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
    if (!isStateful(target)) machine.fail('an object that has no state is given one');
    target.setState(state, machine);
  },
};

/** Opcodes that a table has no use for, by what they do. */
const REFUSED: Readonly<Record<string, string>> = {
  P: 'it refers to an object outside of it',
  Q: 'it refers to an object outside of it',
  i: 'it makes an object of a class',
  o: 'it makes an object of a class',
  '\x92': 'it makes an object of a class',
  '\x82': 'it refers to the extension registry',
  '\x83': 'it refers to the extension registry',
  '\x84': 'it refers to the extension registry',
  '\x97': 'it refers to a buffer outside of it',
  '\x98': 'it refers to a buffer outside of it',
};

/** Handlers that refuse the opcodes that a table has no use for. */
export const REFUSALS: Readonly<Record<string, Handler>> = Object.fromEntries(
  Object.entries(REFUSED).map(([opcode, reason]) => [
    opcode,
    (machine: Machine) => machine.fail(reason),
  ]),
);

function pushGlobal(machine: Machine, module: string, name: string): void {
  const known = GLOBALS.get(`${module} ${name}`);
  if (known === undefined) throw refused(machine, `${module}.${name}`);
  machine.push(known);
}

function call(machine: Machine, target: unknown, args: unknown): void {
  if (!(target instanceof Global)) machine.fail('what is called is no global');
  if (!Array.isArray(args)) machine.fail('a call has no arguments');
  machine.push(target.call(args, machine));
}

function refused(machine: Machine, name: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `${machine.name} holds a ${name}, which is not in the list of things that are read from a pickle.`,
    {
      hint: 'Nothing was executed. Convert the value to numbers, strings, lists, dicts or NumPy arrays before it is pickled.',
      fields: { file: machine.name, global: name },
    },
  );
}
