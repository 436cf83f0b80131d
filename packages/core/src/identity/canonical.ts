import { cutText } from '../errors/error-details.ts';
import { PsyrunError } from '../errors/errors.ts';
import type { Row } from '../contracts/values.ts';
import type { Circle } from './circular.ts';
import { isPickled } from '../contracts/pickled.ts';
import { isScalar } from '../contracts/scalar.ts';
import { isPlainObject } from './plain-object.ts';
import { TooDeep, withinDepth } from './within-depth.ts';

/** Version of the canonical form. A changed form gets a new number; old ones stay readable. */
export const CANONICAL_VERSION = 1;

/** The maximum depth of a value. The limit also stops at a value that contains itself. */
const DEEPEST = 100;

/** The maximum number of characters of a path in a message. */
const LONGEST_PATH = 80;

const bits = new DataView(new ArrayBuffer(8));

/**
 * The canonical form of a row: equal for two rows exactly when they are the same row.
 *
 * The form, version 1, is text:
 *
 * - integers in decimal, whatever their type (`1`, `1.0`, `1n` and `float(1)` are `1`; `-0` is `0`),
 *   other numbers as `d` and the sixteen hexadecimal digits of their IEEE 754 bits;
 *   `NaN`, `Infinity` and `-Infinity` by name;
 * - strings as JSON; `true`, `false` and `null` as in JSON;
 * - bytes (`Uint8Array`) as `b` and hexadecimal digits; dates as `t` and milliseconds since 1970;
 * - lists, typed arrays and n-d arrays as `[…]` with commas, nested by axis, so that the same
 *   shape and values are equal whatever holds them;
 * - objects and the row itself as `{…}` with keys as JSON strings, sorted by UTF-16 code units.
 *
 * Throws `PSYRUN_VALUE` for what has no canonical form: undefined, functions, symbols, invalid
 * dates, maps, sets, other class instances, and values that contain themselves.
 *
 * @example
 * ```ts
 * canonicalRow({ trial: 3n, radius: 0.5 }); // => '{"radius":d3fe0000000000000,"trial":3}'
 * ```
 */
export function canonicalRow(row: Row): string {
  return withinDepth(row, DEEPEST, () => canonicalObject(row, '', 0), tooDeep);
}

/** Returns the canonical form of one value; see {@link canonicalRow}. */
export function canonicalValue(value: unknown): string {
  return withinDepth(value, DEEPEST, () => canonical(value, '', 0), tooDeep);
}

function tooDeep(path: string, circle: Circle | undefined): PsyrunError {
  if (circle === undefined) return refused(`value nested deeper than ${DEEPEST}`, path);
  return refused(
    `circular, as ${JSON.stringify(circle.path)} is the same object; it would be nested deeper than ${DEEPEST}`,
    circle.outer,
  );
}

function canonical(value: unknown, path: string, depth: number): string {
  switch (typeof value) {
    case 'number':
      return canonicalNumber(value);
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
    case 'bigint':
      return value.toString();
    case 'object':
      return value === null ? 'null' : canonicalStructure(value, path, depth);
    default:
      throw refused(typeof value, path);
  }
}

function canonicalNumber(value: number): string {
  if (Number.isInteger(value)) {
    // Stryker disable next-line ConditionalExpression: BigInt gives the same text, only slower.
    return Math.abs(value) < 1e21 ? String(value) : BigInt(value).toString();
  }
  if (!Number.isFinite(value)) return String(value);
  bits.setFloat64(0, value);
  return `d${hex32(bits.getUint32(0))}${hex32(bits.getUint32(4))}`;
}

function hex32(word: number): string {
  return word.toString(16).padStart(8, '0');
}

function canonicalStructure(value: object, path: string, depth: number): string {
  if (depth > DEEPEST) throw new TooDeep(path);
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item, i) => canonical(item, `${path}[${i}]`, depth + 1)).join()}]`;
  }
  if (ArrayBuffer.isView(value)) return canonicalView(value, path);
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw refused('date that is not valid', path);
    return `t${value.getTime()}`;
  }
  if (isNdArray(value)) return canonicalNdArray(value, path);
  if (isScalar(value) || isPickled(value)) return canonical(value.value, path, depth);
  if (!isPlainObject(value)) {
    const { name } = (value.constructor ?? {}) as { name?: string };
    throw refused(`instance of ${name || 'a class'}`, path);
  }
  return canonicalObject(value, path, depth);
}

function canonicalView(view: ArrayBufferView, path: string): string {
  if (view instanceof DataView) throw refused('DataView', path);
  if (view instanceof Uint8Array) {
    return `b${Array.from(view, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  }
  return `[${Array.from(view as unknown as Iterable<number | bigint>, canonicalItem).join()}]`;
}

/** The canonical form of an element of a typed array. */
function canonicalItem(item: unknown): string {
  return canonical(item, '', 0);
}

interface NdArrayLike {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number | bigint>;
}

/** Any object with the `shape` and `data` of an n-d array counts as one, whatever its class. */
function isNdArray(value: object): value is NdArrayLike {
  const { shape, data } = value as Partial<NdArrayLike>;
  return (
    Array.isArray(shape) &&
    ArrayBuffer.isView(data) &&
    Object.keys(value).every((key) => key === 'shape' || key === 'data')
  );
}

function canonicalNdArray({ shape, data }: NdArrayLike, path: string): string {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== data.length) {
    throw refused(`n-d array of shape [${shape.join()}] with ${data.length} elements`, path);
  }
  let next = 0;
  const nest = (axis: number): string => {
    if (axis === shape.length) return canonicalItem(data[next++]);
    return `[${Array.from({ length: shape[axis]! }, () => nest(axis + 1)).join()}]`;
  };
  return nest(0);
}

function canonicalObject(object: Row, path: string, depth: number): string {
  const entries = Object.keys(object)
    .sort()
    .map((key) => {
      const place = path === '' ? key : `${path}.${key}`;
      return `${JSON.stringify(key)}:${canonical(object[key], place, depth + 1)}`;
    });
  return `{${entries.join()}}`;
}

function refused(what: string, path: string): PsyrunError {
  const where =
    path === '' ? 'The value' : `The value of ${JSON.stringify(cutText(path, LONGEST_PATH))}`;
  return new PsyrunError('PSYRUN_VALUE', `${where} is of a kind that a row cannot hold: ${what}.`, {
    hint: 'A row holds numbers, bigints, strings, booleans, null, bytes, dates, arrays and plain objects.',
    fields: { path },
  });
}
