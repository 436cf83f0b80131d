import type { Machine } from './machine.ts';

/** A function or class that a pickle may name and call. What it does is written here, in full. */
export class Global {
  readonly name: string;
  /** Makes the object; throws through {@link Machine.fail} for arguments of another kind. */
  readonly call: (args: readonly unknown[], machine: Machine) => unknown;

  constructor(name: string, call: (args: readonly unknown[], machine: Machine) => unknown) {
    this.name = name;
    this.call = call;
  }
}
