import { NdColumn } from '@psyrun/columns';
import { float, isScalar, type Column, type StoreValueKind } from '@psyrun/core';
import { codeOf } from './code-of.ts';
import { comparableTable } from './comparable.ts';
import type { StoreCase, StoreGroup } from './store-case.ts';

/** For each kind, columns that a store of this kind holds and other stores refuse. */
export const COLUMNS: readonly (readonly [StoreValueKind, what: string, Column])[] = [
  ['string', 'strings', ['', 'a', 'ü数😀', 'two\nlines', 'x'.repeat(300)]],
  ['boolean', 'booleans', [true, false, true]],
  ['bigint', 'bigints', [2n ** 63n - 1n, -(2n ** 63n), 0n]],
  [
    'complex',
    'complex numbers',
    [
      { re: 1, im: -0.5 },
      { re: 0, im: NaN },
    ],
  ],
  ['null', 'strings and null', ['a', null, 'b']],
  ['bytes', 'bytes', [Uint8Array.of(0, 1, 255), Uint8Array.of(), new Uint8Array(300)]],
  ['date', 'dates', [new Date(0), new Date('2024-02-29T12:34:56.789Z')]],
  ['ndarray', 'vectors', [Float64Array.of(0.5, NaN), Float64Array.of(1, 2)]],
  [
    'ndarray',
    'lists of numbers',
    [
      [0.5, 2],
      [1, 2],
    ],
  ],
  ['ndarray', 'matrices', [matrix(1, 2, 3, 4), matrix(5, 6, 7, -8)]],
  ['ndarray', 'n-d columns', new NdColumn([2, 3], Float32Array.of(1, 2, 3, 4, 5, 6.5))],
  ['ndarray', '64-bit integers', [BigInt64Array.of(2n ** 62n, -1n), BigInt64Array.of(1n, 2n)]],
  ['list', 'lists of lists and strings', [['a', ['b', 1]], [], [true]]],
  ['object', 'objects', [{ a: 1, b: { c: 'x' } }, {}, { ['__proto__']: 1 }]],
  [
    'map',
    'maps',
    [
      new Map<unknown, unknown>([
        [1, 'a'],
        ['b', [2]],
      ]),
      new Map(),
    ],
  ],
  ['set', 'sets', [new Set([1, 'a']), new Set()]],
  ['mixed', 'values of several kinds', [1, 'a', false]],
];

function matrix(...elements: readonly number[]) {
  return { shape: [2, 2], data: Int32Array.from(elements) };
}

/** True if a store tells that the numbers of a column are floats. */
function isOfFloats(column: Column): boolean {
  const { data = column } = column as Partial<NdColumn>;
  return (
    data instanceof Float64Array ||
    Array.from(column).every((value) => isScalar(value) && value.isFloat)
  );
}

/** Kinds of values: declared kinds are held, others are refused. */
export const VALUES: StoreGroup = {
  name: 'values',
  cases: [
    ...COLUMNS.flatMap(([kind, what, column]) => [
      held(kind, what, column),
      refused(kind, what, column),
    ]),
    {
      name: 'typed numbers are loaded as their numbers',
      when: ({ scalars = false }) => scalars,
      async run({ store, file, expect }) {
        const typed = { x: [float(1), 2, float(-3)], list: [[float(1)], [2], [float(0.5)]] };
        await store.save(file, typed);
        const numbers = { x: [1, 2, -3], list: [[1], [2], [0.5]] };
        expect(comparableTable(await store.load(file))).toEqual(comparableTable(numbers));
      },
    },
    {
      name: 'numbers keep their types from one file to the next',
      when: ({ scalars = false }) => scalars,
      async run({ store, file, expect }) {
        await store.save(file, { x: [float(1), float(2)], n: [1, 2] });
        await store.save(file, await store.load(file, { typed: true }));
        const { x, n } = await store.load(file, { typed: true });
        expect([isOfFloats(x!), isOfFloats(n!)]).toEqual([true, false]);
      },
    },
    keptOrRefused('string', 'an unusual string', [
      '\ufeffx',
      ' blanks ',
      'a nul \0 inside',
      'and at the end\0',
      'half a pair \ud83d',
      '\ufffd',
    ]),
    keptOrRefused('date', 'a date in the far future', [new Date(8.64e15), new Date(-8.64e15)]),
    {
      name: 'null among numbers is kept, or NaN in stores without null',
      async run({ store, file, expect }) {
        await store.save(file, { x: [1, null, 2.5] });
        const missing = store.capabilities.values.includes('null') ? null : NaN;
        expect(comparableTable(await store.load(file))).toEqual([['x', [1, missing, 2.5]]]);
      },
    },
    {
      name: 'vectors of several lengths are kept, or padded with NaN in stores without lists',
      when: ({ values }) => values.includes('ndarray'),
      async run({ store, file, expect }) {
        await store.save(file, {
          v: [
            [1, 2],
            [3, 4, 5],
          ],
        });
        const first = store.capabilities.values.includes('list') ? [1, 2] : [1, 2, NaN];
        expect(comparableTable(await store.load(file))).toEqual([['v', [first, [3, 4, 5]]]]);
      },
    },
  ],
};

function held(kind: StoreValueKind, what: string, column: Column): StoreCase {
  return {
    name: `${what} are loaded unchanged`,
    when: ({ values }) => values.includes(kind),
    async run({ store, file, expect }) {
      await store.save(file, { column });
      expect(comparableTable(await store.load(file))).toEqual(comparableTable({ column }));
    },
  };
}

/**
 * Some formats cannot hold these values. Each value, in a column of its own, is loaded as it was
 * saved, or refused.
 */
function keptOrRefused(kind: StoreValueKind, what: string, values: readonly unknown[]): StoreCase {
  return {
    name: `${what} is loaded unchanged, or is refused`,
    when: (capabilities) => capabilities.values.includes(kind),
    async run({ store, file, expect }) {
      for (const value of values) {
        const code = await codeOf(store.save(file, { column: [value] }));
        if (code === 'PSYRUN_STORE_VALUE') continue;
        expect({ value, code }).toEqual({ value, code: 'none' });
        const found = comparableTable(await store.load(file));
        expect(found).toEqual(comparableTable({ column: [value] }));
      }
    },
  };
}

function refused(kind: StoreValueKind, what: string, column: Column): StoreCase {
  return {
    name: `${what} are refused, and the file does not change`,
    when: ({ values }) => !values.includes(kind),
    async run({ store, file, expect }) {
      await store.save(file, { column: [1.5] });
      expect(await codeOf(store.save(file, { column }))).toEqual('PSYRUN_STORE_VALUE');
      expect(await codeOf(store.append(file, { column }))).toEqual('PSYRUN_STORE_VALUE');
      expect(comparableTable(await store.load(file))).toEqual([['column', [1.5]]]);
    },
  };
}
