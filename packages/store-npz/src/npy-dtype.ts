import { PsyrunError } from '@psyrun/core';

/**
 * The element type of an npy array: what NumPy calls `dtype.kind`, bytes for each element, and
 * byte order.
 *
 * - `f`, `i`, `u`: floating-point numbers, integers, unsigned integers;
 * - `b`: booleans, one byte each; `c`: complex numbers, two floats each;
 * - `U`: strings in UTF-32, filled up with NUL characters.
 */
export interface NpyDtype {
  readonly kind: 'f' | 'i' | 'u' | 'b' | 'c' | 'U';
  readonly itemSize: number;
  readonly littleEndian: boolean;
}

const SIZES: Readonly<Record<NpyDtype['kind'], readonly number[]>> = {
  f: [2, 4, 8],
  i: [1, 2, 4, 8],
  u: [1, 2, 4, 8],
  b: [1],
  c: [8, 16],
  U: [],
};

/**
 * Reads the `descr` of an npy header: byte order, kind and size, as in NumPy's array interface.
 *
 * Throws `PSYRUN_NOT_SUPPORTED` for types without a counterpart in JavaScript: objects (pickled),
 * dates, byte strings, structures, floats of 16 bytes.
 *
 * @example
 * ```ts
 * parseDescr('>f4'); // => { kind: 'f', itemSize: 4, littleEndian: false }
 * parseDescr('<U3'); // => { kind: 'U', itemSize: 12, littleEndian: true }
 * ```
 */
export function parseDescr(descr: string): NpyDtype {
  const [, order, kind, digits] = /^([<>|=]?)([fiubcU])(\d{1,9})$/.exec(descr) ?? [];
  const count = Number(digits);
  if (kind === undefined || !(kind === 'U' || SIZES[kind as 'f'].includes(count))) {
    throw notReadable(descr);
  }
  return {
    kind: kind as NpyDtype['kind'],
    itemSize: kind === 'U' ? 4 * count : count,
    littleEndian: order !== '>',
  };
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
        : 'psyrun reads floats of 2, 4, 8 bytes, integers, booleans, complex numbers and strings.',
      fields: { descr },
    },
  );
}
