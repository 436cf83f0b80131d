import { decodeInteger, smallest } from '../integers.ts';
import { decodeText } from '../text.ts';
import { decodeEscapes } from './escapes.ts';
import type { Handler, Machine } from './machine.ts';

/** The maximum number of bytes of an integer: reading more as decimal text would take too long. */
const LONGEST_INTEGER = 4096;

/** Opcodes that push one number, string or constant. */
export const SCALARS: Readonly<Record<string, Handler>> = {
  N: (machine) => machine.push(null),
  '\x88': (machine) => machine.push(true),
  '\x89': (machine) => machine.push(false),
  K: (machine) => machine.push(machine.uint8()),
  M: (machine) => machine.push(machine.uint16()),
  J: (machine) => machine.push(machine.int32()),
  I: (machine) => machine.push(decimalOrBoolean(machine)),
  L: (machine) => machine.push(decimal(machine, machine.line().replace(/L$/, ''))),
  '\x8a': (machine) => machine.push(integer(machine, machine.uint8())),
  '\x8b': (machine) => machine.push(integer(machine, machine.uint32())),
  G: (machine) => machine.pushFloat(machine.view.getFloat64(machine.skip(8))),
  F: (machine) => machine.pushFloat(float(machine)),
  V: (machine) => machine.push(decodeEscapes(machine.line())),
  X: (machine) => machine.push(text(machine, machine.uint32())),
  '\x8c': (machine) => machine.push(text(machine, machine.uint8())),
  '\x8d': (machine) => machine.push(text(machine, machine.length64())),
  S: (machine) => machine.push(quoted(machine)),
  T: (machine) => machine.push(oldString(machine, machine.uint32())),
  U: (machine) => machine.push(oldString(machine, machine.uint8())),
  B: (machine) => machine.push(bytes(machine, machine.uint32())),
  C: (machine) => machine.push(bytes(machine, machine.uint8())),
  '\x8e': (machine) => machine.push(bytes(machine, machine.length64())),
  '\x96': (machine) => machine.push(bytes(machine, machine.length64())),
};

/** Protocol 0 writes `I01` and `I00` for booleans, `I7` for 7. */
function decimalOrBoolean(machine: Machine): number | bigint | boolean {
  const line = machine.line();
  return line === '01' || line === '00' ? line === '01' : decimal(machine, line);
}

function decimal(machine: Machine, digits: string): number | bigint {
  if (!/^[+-]?\d+$/.test(digits)) machine.fail(`"${digits.slice(0, 20)}" is not an integer`);
  if (digits.length > 2 * LONGEST_INTEGER) machine.refuse(`an integer of ${digits.length} digits`);
  return smallest(BigInt(digits.replace('+', '')));
}

function integer(machine: Machine, length: number): number | bigint {
  const bytes = machine.take(length);
  if (length > LONGEST_INTEGER) machine.refuse(`an integer of ${length} bytes`);
  return decodeInteger(bytes);
}

const FLOAT_NAMES: ReadonlyMap<string, number> = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['-inf', -Infinity],
]);

function float(machine: Machine): number {
  const line = machine.line();
  const value = FLOAT_NAMES.get(line) ?? Number(line);
  if (line.trim() === '' || (Number.isNaN(value) && line !== 'nan')) {
    machine.fail(`"${line.slice(0, 20)}" is not a number`);
  }
  return value;
}

function text(machine: Machine, length: number): string {
  return decodeText(machine.take(length)) ?? machine.fail('a string is not UTF-8');
}

function bytes(machine: Machine, length: number): Uint8Array {
  return new Uint8Array(machine.take(length));
}

/** A `str` of Python 2: a string if it is UTF-8, else bytes. Python 2 did not distinguish them. */
function oldString(machine: Machine, length: number): string | Uint8Array {
  const raw = machine.take(length);
  return decodeText(raw) ?? new Uint8Array(raw);
}

/** A `str` of Python 2 in protocol 0: quoted, with escapes. */
function quoted(machine: Machine): string | Uint8Array {
  const line = machine.line().trim();
  const quote = line[0];
  if (line.length < 2 || !line.endsWith(quote!) || (quote !== "'" && quote !== '"')) {
    machine.fail('a string has no quotes');
  }
  const raw = Buffer.from(decodeEscapes(line.slice(1, -1)), 'latin1');
  return decodeText(raw) ?? new Uint8Array(raw);
}
