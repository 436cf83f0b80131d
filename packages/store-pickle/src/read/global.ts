import type { Machine } from './machine.ts';
import { Part } from './part.ts';

/** A function or class that a pickle may name and call. Its whole effect is implemented here. */
export class Global extends Part {
  readonly name: string;
  readonly label: string;
  /** Makes the object; throws through {@link Machine.fail} for arguments of the wrong kind. */
  readonly call: (args: readonly unknown[], machine: Machine) => unknown;

  constructor(name: string, call: (args: readonly unknown[], machine: Machine) => unknown) {
    super();
    this.name = name;
    this.label = `the class or function ${name} itself`;
    this.call = call;
  }
}
