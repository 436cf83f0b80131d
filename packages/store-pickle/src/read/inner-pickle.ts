import { Global } from './global.ts';
import { Part } from './part.ts';

/** The bytes of a pickle inside of a pickle. {@link resolve} puts the value in its place. */
export class InnerPickle extends Part {
  readonly label = 'a pickle inside of another one';
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    super();
    this.bytes = bytes;
  }
}

/** The function with which psyrun writes values that only Python has. */
export const INNER_PICKLES: readonly (readonly [string, Global])[] = [
  [
    'pickle',
    new Global('loads', ([bytes], machine) => {
      machine.unresolved = true;
      return bytes instanceof Uint8Array
        ? new InnerPickle(bytes)
        : machine.fail('a pickle inside of it is not made of bytes');
    }),
  ],
];
