import type { Machine } from './machine.ts';

/** An object that pickle makes first; its state follows. */
export interface Stateful {
  setState(state: unknown, machine: Machine): void;
}

/** True if `value` accepts a state. */
export function isStateful(value: unknown): value is Stateful {
  return typeof value === 'object' && value !== null && 'setState' in value;
}
