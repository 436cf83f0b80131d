import type { Machine } from './machine.ts';

/** An object that pickle makes first and then gives its state to. */
export interface Stateful {
  setState(state: unknown, machine: Machine): void;
}

/** Whether `value` takes a state. */
export function isStateful(value: unknown): value is Stateful {
  return typeof value === 'object' && value !== null && 'setState' in value;
}
