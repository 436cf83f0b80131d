import type { Machine } from './machine.ts';
import { Part } from './part.ts';
import type { Stateful } from './stateful.ts';

/**
 * Number of bytes of an element, by NumPy's letter and size; strings and bytes may have any number.
 */
const FIXED = new Set('b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16 M8 m8'.split(' '));

/**
 * An element type of NumPy: its letter (`f` float, `U` string, `O` any object …), the number of
 * bytes of an element, their order, and the unit of a date.
 *
 * The letters and the tuple of the state are those of NumPy's own `dtype.__reduce__`.
 */
export class NumpyDtype extends Part implements Stateful {
  readonly label = 'a numpy.dtype';
  readonly letter: string;
  size: number;
  littleEndian = true;
  /** For dates and time differences: a unit such as `ms`, and the number of units in one step. */
  unit: readonly [string, number] = ['generic', 1];

  constructor(code: unknown, machine: Machine) {
    super();
    const match = typeof code === 'string' ? /^([<>|=]?)([a-zA-Z])(\d*)$/.exec(code) : null;
    const [, order, letter, digits] = match ?? [];
    const known = letter !== undefined && (FIXED.has(`${letter}${digits}`) || /[USO]/.test(letter));
    if (!known) machine.refuse(`a NumPy type ${JSON.stringify(code)}`);
    this.letter = letter;
    this.size = Number(digits) * (letter === 'U' ? 4 : 1);
    this.littleEndian = order !== '>';
  }

  /** `(version, byte order, subtype, names, fields, size, alignment, flags, metadata)`. */
  setState(state: unknown, machine: Machine): void {
    if (!Array.isArray(state)) machine.fail('a NumPy type has no state');
    const [, order, subtype, , fields, size, , , metadata] = state as unknown[];
    if ((subtype ?? null) !== null || (fields ?? null) !== null) {
      machine.refuse('a NumPy record');
    }
    this.littleEndian = order !== '>';
    if (/[US]/.test(this.letter) && Number.isSafeInteger(size)) this.size = size as number;
    if (Array.isArray(metadata)) this.unit = dateUnit(metadata, machine);
  }
}

/** The metadata `({}, (b'ms', 1, 1, 1))`. */
function dateUnit(metadata: readonly unknown[], machine: Machine): readonly [string, number] {
  const [name, count] = Array.isArray(metadata[1]) ? (metadata[1] as unknown[]) : [];
  const unit = name instanceof Uint8Array ? Buffer.from(name).toString('latin1') : name;
  if (typeof unit !== 'string' || !Number.isSafeInteger(count)) machine.fail('a unit is not valid');
  return [unit, count as number];
}
