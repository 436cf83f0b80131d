/** The property that tells pickled values of any copy of this package from other values. */
const BRAND = Symbol.for('psyrun.Pickled');

/**
 * A value of Python that JavaScript cannot hold, such as a `Decimal` or a date without a time zone: what
 * JavaScript makes of it, and its pickle. A store of pickles writes the pickle. Everything else sees
 * `value`, also the identity of rows.
 *
 * @example
 * ```ts
 * const day = new Pickled(new Date('2024-02-29'), Uint8Array.of(0x80, 4));
 * JSON.stringify({ day }); // => '{"day":"2024-02-29T00:00:00.000Z"}'
 * ```
 */
export class Pickled {
  /** The value that stands for it in JavaScript: for a `Decimal`, its digits. */
  readonly value: unknown;
  /** A pickle of the value, of any protocol. */
  readonly pickle: Uint8Array;

  constructor(value: unknown, pickle: Uint8Array) {
    this.value = value;
    this.pickle = pickle;
    Object.freeze(this);
  }

  /** Always true; see {@link isPickled}. */
  get [BRAND](): true {
    return true;
  }

  /** Returns what stands for the value, for `JSON.stringify`. */
  toJSON(): unknown {
    // JSON.stringify asks one object only, and a date has to be asked, too.
    return this.value instanceof Date ? this.value.toJSON() : this.value;
  }
}

/**
 * True for a pickled value, whichever copy of this package made it.
 *
 * @example
 * ```ts
 * isPickled(new Pickled('0.1', Uint8Array.of())); // => true
 * isPickled('0.1'); // => false
 * ```
 */
export function isPickled(value: unknown): value is Pickled {
  return typeof value === 'object' && value !== null && BRAND in value;
}
