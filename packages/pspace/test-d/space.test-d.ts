/** Tests of the types of rows and keys. `tsc -b` checks this file; nothing runs it. */
import type { NdArray, ParameterSpace, Row } from '@psyrun/core';
import {
  choice,
  fromTable,
  latinHypercube,
  linspace,
  missing,
  param,
  product,
  range,
  type RowOf,
  type Space,
} from '../src/index.ts';

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

function exactly<Expected>() {
  return <Actual>(_value: Actual, _same: Equal<Actual, Expected>): void => undefined;
}

const grid = param({ a: [1, 2], b: 'x' });
exactly<Space<{ a: number; b: string }>>()(grid, true);
exactly<{ a: number; b: string }>()(grid.at(0), true);
exactly<{ a: number[]; b: string[] }>()(grid.build(), true);

// Every kind of sequence and scalar.
const kinds = param({
  list: ['x', 'y'],
  axis: linspace(0, 1, 2),
  typed: Float32Array.of(1, 2),
  bigints: BigInt64Array.of(1n, 2n),
  nested: [[1, 2], [3]],
  mixed: [1, 'x', null],
  chosen: choice(['u', 'v'], 2, 1),
  bytes: Uint8Array.of(1),
  date: new Date(0),
  flag: true,
  nothing: null,
});
exactly<{
  list: string;
  axis: number;
  typed: number;
  bigints: bigint;
  nested: number[];
  mixed: string | number | null;
  chosen: string;
  bytes: Uint8Array<ArrayBuffer>;
  date: Date;
  flag: boolean;
  nothing: null;
}>()(kinds.at(0), true);

// The values may have a type of their own.
interface Settings {
  readonly a: readonly number[];
  readonly b: string;
}
exactly<{ readonly a: number; readonly b: string }>()(param({} as Settings).at(0), true);
// @ts-expect-error a string has no values by key
param('abc');
// @ts-expect-error nor has a list
param([1, 2]);

// The first axis of an n-d array is the row.
declare const array: NdArray;
exactly<{ v: number | bigint | NdArray }>()(param({ v: array }).at(0), true);

// A value that no row can hold does not compile: in a scalar, a list, an axis and an object.
// @ts-expect-error a function
param({ f: () => 1 });
// @ts-expect-error a symbol
param({ s: Symbol('s') });
// @ts-expect-error undefined
param({ u: undefined });
// @ts-expect-error a list with undefined
param({ u: [1, undefined] });
// @ts-expect-error a nested list with a function
param({ f: [[() => 1]] });
// @ts-expect-error a map has methods
param({ m: new Map([[1, 2]]) });
// @ts-expect-error so have a set
param({ s: new Set([1]) });
// @ts-expect-error and an expression
param({ e: [/x/] });
// @ts-expect-error a function to choose
param({ f: choice([() => 1], 2, 's') });
// @ts-expect-error an object with a function
param({ o: { label: 'a', run: () => 1 } });
// @ts-expect-error a value that may be undefined
param({ o: [1].find((one) => one > 1) });

// Objects of an interface, and values of which the compiler knows nothing, pass.
interface Layer {
  readonly size: number;
  readonly label?: string;
}
const layer: Layer = { size: 1 };
exactly<{ layer: Layer; nested: { deep: number[] } }>()(
  param({ layer: [layer], nested: { deep: [1] } }).at(0),
  true,
);
declare const unknownValue: unknown;
// eslint-disable-next-line @typescript-eslint/no-explicit-any
declare const anyValue: any;
exactly<Space<{ u: unknown }>>()(param({ u: unknownValue }), true);
param({ a: anyValue, list: [unknownValue], column: fromTable({ a: [1] }).build()['a']! });
export const labelled = <T extends string | number>(key: string, values: readonly T[]) =>
  param({ [key]: values, fixed: values });

// Products and spaces side by side have the keys of both.
const trial = param({ trial: range(3) });
exactly<{ a: number; b: string; trial: number }>()(grid.product(trial).at(0), true);
exactly<{ a: number; b: string; trial: number }>()(grid.zip(trial).at(0), true);
// @ts-expect-error both have the key a
grid.product(param({ a: [1] }));
// @ts-expect-error both have the key b
grid.product(trial).product(param({ c: [1], b: ['y'] }));
// @ts-expect-error both have the key a
grid.zip(param({ a: [1, 2] }));

// In a sum what one side lacks may be NaN.
exactly<{ a: number; b: string | number; c: number | boolean }>()(
  grid.sum(param({ a: [3], c: [true] })).at(0),
  true,
);

// The space that is subtracted has no other keys; the row type does not change.
exactly<{ a: number; b: string }>()(grid.difference(param({ a: [1] })).at(0), true);
exactly<{ a: number; b: string }>()(grid.intersection(param({ b: ['x'] })).at(0), true);
// @ts-expect-error there is no key c
grid.difference(param({ a: [1], c: [2] }));
// @ts-expect-error there is no key c
grid.intersection(param({ c: [2] }));

// Finished rows may have more keys, but must have all keys of the space.
exactly<{ a: number; b: string }>()(
  missing(grid, param({ a: [1], b: ['x'], result: [0] })).at(0),
  true,
);
// @ts-expect-error the finished rows lack the key b
missing(grid, param({ a: [1] }));

// Selections keep the row type, and a predicate sees it.
const selected = grid
  .where(({ a, b }) => a > 1 && b.startsWith('x'))
  .distinct()
  .slice(1)
  .sample(1, 'seed')
  .shuffle(1);
exactly<Space<{ a: number; b: string }>>()(selected, true);
// @ts-expect-error there is no key c
grid.where(({ c }) => c === 1);

// Replicates have a name.
exactly<{ a: number; b: string; replicate: number }>()(grid.replicate(2).at(0), true);
exactly<{ a: number; b: string; seed: number }>()(grid.replicate(2, 'seed').at(0), true);

// A conditional parameter may be NaN; its condition names keys and values of the space.
exactly<{ a: number; b: string; gamma: number; mode: string | number }>()(
  grid.when({ b: 'x' }, param({ gamma: [1], mode: ['m'] })).at(0),
  true,
);
// @ts-expect-error there is no key c
grid.when({ c: 1 }, trial);
// @ts-expect-error b is a string
grid.when({ b: 1 }, trial);
// @ts-expect-error both have the key a
grid.when({ b: 'x' }, param({ a: [1] }));

exactly<{ x: number; y: number }>()(latinHypercube({ x: [0, 1], y: [0, 1] }, 5, 1).at(0), true);

// Where keys are not known to the compiler, it lets everything pass; the run time checks.
const table: Space = fromTable({ a: [1], result: [2] });
table.product(grid).difference(table);
grid.difference(table);
missing(grid, table);

// A space is a parameter space, also of less exact rows, and tells its row type.
const asContract: ParameterSpace<{ a: number }> = grid;
const asAny: Space = grid.product(trial);
export const rows: readonly [ParameterSpace<{ a: number }>, ParameterSpace<Row>, Space] = [
  asContract,
  asContract,
  asAny,
];
exactly<{ a: number; b: string }>()({} as RowOf<typeof grid>, true);

// A product of many spaces.
exactly<{ a: number; b: string; trial: number; c: boolean }>()(
  product(grid, trial, param({ c: [true] })).at(0),
  true,
);
// @ts-expect-error the first and the last have the key a
product(grid, trial, param({ a: [1] }));
const many: Space[] = [grid, trial];
exactly<Space>()(product(...many), true);
