/**
 * A part of a value in a pickle that is not a value itself: a class or function, an element type, a
 * time zone.
 */
export abstract class Part {
  /** The name of the part, for the message that refuses it in the place of a value. */
  abstract readonly label: string;
}

/**
 * The bytes of a pickle inside of a pickle. `resolve` puts the value in its place: psyrun writes values that
 * only Python has in this way.
 */
export class InnerPickle extends Part {
  readonly label = 'a pickle inside of another one';
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    super();
    this.bytes = bytes;
  }
}

/** A number that JavaScript has no type for. In a value of Python, its digits stand for it. */
export class ExactNumber extends Part {
  readonly label: string;
  /** Such as `1.10` or `1/3`. */
  readonly digits: string;

  constructor(label: string, digits: string) {
    super();
    this.label = label;
    this.digits = digits;
  }
}
