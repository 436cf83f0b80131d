import { isTimeUnit, type TimeUnit } from '@psyrun/columns/internal';
import { PsyrunError } from '@psyrun/core';

/**
 * The element type of an npy array: what NumPy calls `dtype.kind`, bytes for each element, and
 * byte order.
 *
 * - `f`, `i`, `u`: floating-point numbers, integers, unsigned integers;
 * - `b`: booleans, one byte each; `c`: complex numbers, two floats each;
 * - `U`: strings in UTF-32, filled up with NUL characters; `S`: bytes, filled up with zeros;
 * - `M`: dates, `m`: time differences, both as a number of steps of `unit`.
 *
 * The last three are read, and never written.
 */
export interface NpyDtype {
  readonly kind: 'f' | 'i' | 'u' | 'b' | 'c' | 'U' | 'S' | 'M' | 'm';
  readonly itemSize: number;
  readonly littleEndian: boolean;
  readonly unit?: TimeUnit;
}

const SIZES: Readonly<Record<NpyDtype['kind'], readonly number[]>> = {
  f: [2, 4, 8],
  i: [1, 2, 4, 8],
  u: [1, 2, 4, 8],
  b: [1],
  c: [8, 16],
  U: [],
  S: [],
  M: [8],
  m: [8],
};
/** The bytes of each character of the types that have any number of characters. */
const WIDTHS: Partial<Record<NpyDtype['kind'], number>> = { U: 4, S: 1 };

/**
 * Reads the `descr` of an npy header: byte order, kind and size, as in NumPy's array interface.
 *
 * Throws `PSYRUN_NOT_SUPPORTED` for types without a counterpart in JavaScript: objects (pickled),
 * structures, floats of 16 bytes, time differences in months.
 *
 * @example
 * ```ts
 * parseDescr('>f4'); // => { kind: 'f', itemSize: 4, littleEndian: false }
 * parseDescr('<U3'); // => { kind: 'U', itemSize: 12, littleEndian: true }
 * ```
 */
export function parseDescr(descr: string): NpyDtype {
  const [, order, kind, digits, count, unit] =
    /^([<>|=]?)([fiubcUSMm])(\d{1,9})(?:\[(\d{0,9})([a-zA-Z]+)\])?$/.exec(descr) ?? [];
  const size = Number(digits);
  if (!isKind(kind)) throw notReadable(descr);
  const width = WIDTHS[kind];
  if (width === undefined && !SIZES[kind].includes(size)) throw notReadable(descr);
  const isTime = kind === 'M' || kind === 'm';
  if (isTime ? !isTimeUnit(kind, unit ?? 'generic') : unit !== undefined) throw notReadable(descr);
  return {
    kind,
    itemSize: size * (width ?? 1),
    littleEndian: order !== '>',
    ...(isTime && { unit: [unit ?? 'generic', Number(count || 1)] }),
  };
}

function isKind(letter: string | undefined): letter is NpyDtype['kind'] {
  return letter !== undefined && letter in SIZES;
}

const NAMES: Readonly<Record<string, string>> = {
  U: 'str',
  S: 'bytes',
  M: 'datetime64',
  m: 'timedelta64',
  O: 'object',
  V: 'void',
};
const NUMBERS: Readonly<Record<string, string>> = {
  f: 'float',
  i: 'int',
  u: 'uint',
  c: 'complex',
};

/**
 * Returns NumPy's name of the type of a `descr`, without the width of strings and the unit of dates.
 *
 * @example
 * ```ts
 * dtypeName('<f8'); // => 'float64'
 * dtypeName('<U3'); // => 'str'
 * ```
 */
export function dtypeName(descr: string): string {
  const [, letter = '', digits] = /^[<>|=]?([a-zA-Z])(\d*)/.exec(descr) ?? [];
  if (letter === 'b') return 'bool';
  const number = NUMBERS[letter];
  return number === undefined ? (NAMES[letter] ?? 'void') : `${number}${8 * Number(digits)}`;
}

/** Returns the `descr` of an npy header; the inverse of {@link parseDescr}. */
export function formatDescr({ kind, itemSize, littleEndian }: NpyDtype): string {
  const order = kind !== 'U' && itemSize === 1 ? '|' : littleEndian ? '<' : '>';
  return `${order}${kind}${kind === 'U' ? itemSize / 4 : itemSize}`;
}

function notReadable(descr: string): PsyrunError {
  const objects = /^\|?O/.test(descr);
  return new PsyrunError(
    'PSYRUN_NOT_SUPPORTED',
    objects
      ? 'The array holds Python objects, which NumPy pickles inside the file.'
      : `Arrays of type ${JSON.stringify(descr)} cannot be read.`,
    {
      hint: objects
        ? 'Load it with numpy.load(file, allow_pickle=True) and save it as a pickle, which psyrun reads.'
        : 'psyrun reads floats of 2, 4, 8 bytes, integers, booleans, complex numbers, strings, bytes and dates.',
      fields: { descr },
    },
  );
}
