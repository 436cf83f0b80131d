import { PsyrunError } from '../errors/errors.ts';

/** The name of a type of numbers, as NumPy has them. */
export type ScalarDtype =
  | ('float64' | 'float32' | 'int64' | 'uint64')
  | ('int8' | 'uint8' | 'int16' | 'uint16' | 'int32' | 'uint32');

/** The property that tells typed numbers of any copy of this package from other values. */
const BRAND = Symbol.for('psyrun.Scalar');

/**
 * A number with its type. JavaScript writes the float 1.0 and the integer 1 alike; this class keeps
 * them apart on the way to a file. As a value of a row, it is the number: both have one identity.
 *
 * {@link float} makes one. Functions in other languages return others, such as `float32`.
 *
 * @example
 * ```ts
 * const one = new Scalar('float64', 1);
 * one.value; // => 1
 * Number(one) + 0.5; // => 1.5
 * JSON.stringify({ one }); // => '{"one":1}'
 * ```
 */
export class Scalar {
  readonly dtype: ScalarDtype;
  /** The number; a bigint only for an integer of 64 bits beyond 2^53. */
  readonly value: number | bigint;

  constructor(dtype: ScalarDtype, value: number | bigint) {
    this.dtype = dtype;
    this.value = value;
    Object.freeze(this);
  }

  /** Always true; see {@link isScalar}. */
  get [BRAND](): true {
    return true;
  }

  /** True if the type is one of floats. */
  get isFloat(): boolean {
    return this.dtype === 'float64' || this.dtype === 'float32';
  }

  /** Returns the number, so that arithmetic takes it. */
  valueOf(): number {
    return this.value as number;
  }

  /** Returns the number, for `JSON.stringify`. */
  toJSON(): number | bigint {
    return this.value;
  }

  /** Returns the digits of the number. */
  toString(): string {
    return String(this.value);
  }
}

/**
 * Returns a number that is a float in every result file, also if it is an integer. A column with one
 * float is a column of floats.
 *
 * Throws `PSYRUN_ARGUMENT` for anything but a number.
 *
 * @example
 * ```ts
 * float(1).value; // => 1
 * float(1).dtype; // => 'float64'
 * ```
 */
export function float(value: number): Scalar {
  if (typeof value === 'number') return new Scalar('float64', value);
  throw new PsyrunError('PSYRUN_ARGUMENT', `float() takes a number, and got a ${typeof value}.`, {
    hint: 'Write float(1).',
  });
}

/**
 * True for a typed number, whichever copy of this package made it.
 *
 * @example
 * ```ts
 * isScalar(float(1)); // => true
 * isScalar(1); // => false
 * ```
 */
export function isScalar(value: unknown): value is Scalar {
  return typeof value === 'object' && value !== null && BRAND in value;
}

/** The type of a value in rows and tables: a typed number is a number there. */
export type PlainValue<V> = V extends Scalar ? number : V;
