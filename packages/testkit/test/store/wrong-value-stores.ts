import { isNdArray } from '@psyrun/columns';
import type { Store, Table } from '@psyrun/core';
import { declaring } from './declaring.ts';
import { mapColumns, RightStore } from './right-store.ts';

type WrongStore = readonly [string, new () => Store, string[]];

/** A store that changes the values for which `is` holds, and no others. */
function changing(
  is: (value: unknown) => boolean,
  change: (value: never) => unknown,
): new () => RightStore {
  return class extends RightStore {
    protected override encode(table: Table): Buffer {
      const changed = (value: unknown): unknown => (is(value) ? change(value as never) : value);
      return super.encode(mapColumns(table, (column) => column.map(changed)));
    }
  };
}

const isTyped = (value: unknown): boolean =>
  ArrayBuffer.isView(value) && !(value instanceof Uint8Array);
const isList = (value: unknown, of: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(of);
const isNumber = (value: unknown): boolean => typeof value === 'number';
const isComplex = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 're' in value;
const isObject = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.getPrototypeOf(value) === Object.prototype &&
  !isNdArray(value) &&
  !isComplex(value);

const ALL = new RightStore().capabilities.values;

/** Stores that do not keep one kind of values. */
export const WRONG_VALUE_STORES: readonly WrongStore[] = [
  [
    'floats of 32 bits',
    changing((v) => isNumber(v) && !Number.isInteger(v), Math.fround),
    ['saving and loading: numbers are loaded exactly'],
  ],
  [
    'strings with an additional space',
    changing(
      (v) => typeof v === 'string',
      (v: string) => `${v} `,
    ),
    [
      'values: strings are loaded unchanged',
      'values: strings and null are loaded unchanged',
      'values: values of several kinds are loaded unchanged',
      'values: an unusual string is loaded unchanged, or is refused',
      'appending: longer strings after short ones',
      'appending: a key that some rows lack is null in other columns',
    ],
  ],
  [
    'strings without their byte order mark',
    changing(
      (v) => typeof v === 'string',
      (v: string) => v.replace(/^\ufeff/, ''),
    ),
    ['values: an unusual string is loaded unchanged, or is refused'],
  ],
  [
    'dates up to the year 2262',
    changing(
      (v) => v instanceof Date,
      (v: Date) => new Date(Math.min(v.getTime(), 2 ** 63 / 1e6)),
    ),
    ['values: a date in the far future is loaded unchanged, or is refused'],
  ],
  [
    'bigints cut to 32 bits',
    changing(
      (v) => typeof v === 'bigint',
      (v: bigint) => BigInt.asIntN(32, v),
    ),
    ['values: bigints are loaded unchanged'],
  ],
  [
    'complex numbers without their imaginary part',
    changing(isComplex, ({ re }: { re: number }) => re),
    ['values: complex numbers are loaded unchanged'],
  ],
  [
    'null that becomes zero',
    changing(
      (v) => v === null,
      () => 0,
    ),
    [
      'values: strings and null are loaded unchanged',
      'values: null among numbers is kept, or NaN in stores without null',
      'appending: a key that some rows lack is null in other columns',
    ],
  ],
  [
    'bytes that become lists',
    changing(
      (v) => v instanceof Uint8Array,
      (v: Uint8Array) => [...v],
    ),
    ['values: bytes are loaded unchanged'],
  ],
  [
    'dates without milliseconds',
    changing(
      (v) => v instanceof Date,
      (v: Date) => new Date(Math.trunc(v.getTime() / 1000) * 1000),
    ),
    ['values: dates are loaded unchanged'],
  ],
  [
    'typed arrays of doubles only',
    changing(isTyped, (v: ArrayLike<number>) => Array.from(v, Number)),
    ['values: 64-bit integers are loaded unchanged'],
  ],
  [
    'vectors without their last element',
    changing(isTyped, (v: Float64Array) => v.slice(0, -1)),
    ['values: vectors are loaded unchanged', 'values: 64-bit integers are loaded unchanged'],
  ],
  [
    'lists of numbers that become strings',
    changing((v) => isList(v, isNumber), String),
    [
      'values: lists of numbers are loaded unchanged',
      'values: vectors of several lengths are kept, or padded with NaN in stores without lists',
      'appending: vectors',
      'single rows: of vectors',
    ],
  ],
  [
    'matrices without their shape',
    changing(isNdArray, ({ data }: { data: ArrayLike<number> }) => Array.from(data)),
    ['values: matrices are loaded unchanged'],
  ],
  [
    'lists of anything that become strings',
    changing((v) => Array.isArray(v) && !isList(v, isNumber), String),
    ['values: lists of lists and strings are loaded unchanged'],
  ],
  [
    'objects with one key more',
    changing(isObject, (v: object) => ({ ...v, more: 1 })),
    ['values: objects are loaded unchanged'],
  ],
  [
    'maps without their last key',
    changing(
      (v) => v instanceof Map,
      (v: Map<unknown, unknown>) => new Map([...v].slice(0, -1)),
    ),
    ['values: maps are loaded unchanged'],
  ],
  [
    'sets without their last member',
    changing(
      (v) => v instanceof Set,
      (v: Set<unknown>) => new Set([...v].slice(0, -1)),
    ),
    ['values: sets are loaded unchanged'],
  ],
  [
    'values of several kinds converted to strings',
    class extends RightStore {
      protected override encode(table: Table): Buffer {
        return super.encode(
          mapColumns(table, (column) => {
            const kinds = new Set(column.map((value) => typeof value));
            return kinds.has('string') && kinds.has('number') ? column.map(String) : column;
          }),
        );
      }
    },
    ['values: values of several kinds are loaded unchanged'],
  ],
  [
    'kinds of values that it holds without declaring them',
    declaring(),
    [
      'values: strings are refused, and the file does not change',
      'values: booleans are refused, and the file does not change',
      'values: bigints are refused, and the file does not change',
      'values: complex numbers are refused, and the file does not change',
      'values: strings and null are refused, and the file does not change',
      'values: bytes are refused, and the file does not change',
      'values: dates are refused, and the file does not change',
      'values: vectors are refused, and the file does not change',
      'values: lists of numbers are refused, and the file does not change',
      'values: matrices are refused, and the file does not change',
      'values: n-d columns are refused, and the file does not change',
      'values: 64-bit integers are refused, and the file does not change',
      'values: lists of lists and strings are refused, and the file does not change',
      'values: objects are refused, and the file does not change',
      'values: maps are refused, and the file does not change',
      'values: sets are refused, and the file does not change',
      'values: values of several kinds are refused, and the file does not change',
      'values: null among numbers is kept, or NaN in stores without null',
    ],
  ],
  [
    'accepts missing strings without declaring null',
    declaring(...ALL.filter((kind) => kind !== 'null')),
    [
      'values: strings and null are refused, and the file does not change',
      'values: null among numbers is kept, or NaN in stores without null',
      'appending: a missing string is refused, and the file does not change',
    ],
  ],
];
