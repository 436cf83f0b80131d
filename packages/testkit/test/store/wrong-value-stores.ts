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
    ['saving and loading: numbers come back exactly'],
  ],
  [
    'texts with a blank more',
    changing(
      (v) => typeof v === 'string',
      (v: string) => `${v} `,
    ),
    [
      'values: texts come back as they were',
      'values: texts and null come back as they were',
      'values: values of several kinds come back as they were',
      'values: an odd text comes back as it was, or is refused',
      'appending: longer texts behind short ones',
      'appending: a key that some rows lack is null in other columns',
    ],
  ],
  [
    'texts without a mark of byte order',
    changing(
      (v) => typeof v === 'string',
      (v: string) => v.replace(/^\ufeff/, ''),
    ),
    ['values: an odd text comes back as it was, or is refused'],
  ],
  [
    'dates up to the year 2262',
    changing(
      (v) => v instanceof Date,
      (v: Date) => new Date(Math.min(v.getTime(), 2 ** 63 / 1e6)),
    ),
    ['values: a date far away comes back as it was, or is refused'],
  ],
  [
    'bigints cut to 32 bits',
    changing(
      (v) => typeof v === 'bigint',
      (v: bigint) => BigInt.asIntN(32, v),
    ),
    ['values: bigints come back as they were'],
  ],
  [
    'complex numbers without their imaginary part',
    changing(isComplex, ({ re }: { re: number }) => re),
    ['values: complex numbers come back as they were'],
  ],
  [
    'null that becomes zero',
    changing(
      (v) => v === null,
      () => 0,
    ),
    [
      'values: texts and null come back as they were',
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
    ['values: bytes come back as they were'],
  ],
  [
    'dates without milliseconds',
    changing(
      (v) => v instanceof Date,
      (v: Date) => new Date(Math.trunc(v.getTime() / 1000) * 1000),
    ),
    ['values: dates come back as they were'],
  ],
  [
    'typed arrays of doubles only',
    changing(isTyped, (v: ArrayLike<number>) => Array.from(v, Number)),
    ['values: 64-bit integers come back as they were'],
  ],
  [
    'vectors without their last element',
    changing(isTyped, (v: Float64Array) => v.slice(0, -1)),
    ['values: vectors come back as they were', 'values: 64-bit integers come back as they were'],
  ],
  [
    'lists of numbers that become texts',
    changing((v) => isList(v, isNumber), String),
    [
      'values: lists of numbers come back as they were',
      'values: vectors of several lengths are kept, or padded with NaN in stores without lists',
      'appending: vectors',
      'single rows: of vectors',
    ],
  ],
  [
    'matrices without their shape',
    changing(isNdArray, ({ data }: { data: ArrayLike<number> }) => Array.from(data)),
    ['values: matrices come back as they were'],
  ],
  [
    'lists of anything that become texts',
    changing((v) => Array.isArray(v) && !isList(v, isNumber), String),
    ['values: lists of lists and texts come back as they were'],
  ],
  [
    'objects with one key more',
    changing(isObject, (v: object) => ({ ...v, more: 1 })),
    ['values: objects come back as they were'],
  ],
  [
    'maps without their last key',
    changing(
      (v) => v instanceof Map,
      (v: Map<unknown, unknown>) => new Map([...v].slice(0, -1)),
    ),
    ['values: maps come back as they were'],
  ],
  [
    'sets without their last member',
    changing(
      (v) => v instanceof Set,
      (v: Set<unknown>) => new Set([...v].slice(0, -1)),
    ),
    ['values: sets come back as they were'],
  ],
  [
    'values of several kinds made texts',
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
    ['values: values of several kinds come back as they were'],
  ],
  [
    'kinds of values that it holds without saying so',
    declaring(),
    [
      'values: texts are refused, and the file stays',
      'values: booleans are refused, and the file stays',
      'values: bigints are refused, and the file stays',
      'values: complex numbers are refused, and the file stays',
      'values: texts and null are refused, and the file stays',
      'values: bytes are refused, and the file stays',
      'values: dates are refused, and the file stays',
      'values: vectors are refused, and the file stays',
      'values: lists of numbers are refused, and the file stays',
      'values: matrices are refused, and the file stays',
      'values: n-d columns are refused, and the file stays',
      'values: 64-bit integers are refused, and the file stays',
      'values: lists of lists and texts are refused, and the file stays',
      'values: objects are refused, and the file stays',
      'values: maps are refused, and the file stays',
      'values: sets are refused, and the file stays',
      'values: values of several kinds are refused, and the file stays',
      'values: null among numbers is kept, or NaN in stores without null',
    ],
  ],
  [
    'texts that rows lack, without saying so',
    declaring(...ALL.filter((kind) => kind !== 'null')),
    [
      'values: texts and null are refused, and the file stays',
      'values: null among numbers is kept, or NaN in stores without null',
      'appending: a text that rows lack is refused, and the file stays',
    ],
  ],
];
