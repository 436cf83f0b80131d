/** Tests of the types of mapped tables. `tsc -b` checks this file; nothing runs it. */
import type { Column, Table } from '@psyrun/core';
import { param, range, type Space } from '@psyrun/pspace';
import { functionAddress, mapPspace, mapPspaceParallel, type MapOptions } from '../src/index.ts';

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

function exactly<Expected>() {
  return <Actual>(_value: Actual, _same: Equal<Actual, Expected>): void => undefined;
}

const space = param({ n: range(3), label: ['a', 'b', 'c'] });

// Columns are lists of the values of rows and results.
const table = await mapPspace(({ n, label }) => ({ square: n * n, text: label.trim() }), space);
exactly<{
  readonly n: readonly number[];
  readonly label: readonly string[];
  readonly square: readonly number[];
  readonly text: readonly string[];
}>()(table, true);
export const first: number = table.square[0]!;
export const asTable: Table = table;
// @ts-expect-error there is no such key
void table.cube;

// An async function, and a function with types of its own.
const area = async ({ n }: { n: number }) => ({ area: n ** 2 });
exactly<readonly number[]>()((await mapPspace(area, space)).area, true);

// A key that only some rows return: NaN in a list of numbers, null in others.
const some = await mapPspace(({ n }) => (n > 1 ? { big: 'yes', half: n / 2 } : {}), space);
exactly<readonly (string | null)[]>()(some.big, true);
exactly<readonly number[]>()(some.half, true);

// Excluded keys are not there, and a row that failed has no results.
const less = await mapPspace(({ n }) => ({ y: n, trace: 'x' }), space, { exclude: ['trace', 'n'] });
exactly<{ readonly label: readonly string[]; readonly y: readonly number[] }>()(less, true);
const failing = await mapPspace(({ n }) => ({ y: n, text: 'x' }), space, {
  concurrency: 2,
  onFailed: ({ row }) => void row,
});
exactly<readonly (string | null)[]>()(failing.text, true);
exactly<readonly number[]>()(failing.y, true);

// Where keys are not known to the compiler, columns are of unknown values.
export const anyOptions = async (options: MapOptions, anySpace: Space) => [
  exactly<Table>()(await mapPspace(() => ({ y: 1 }), space, options), true),
  exactly<Column | undefined>()((await mapPspace(() => ({ y: 1 }), anySpace))['y'], true),
];

// The function of an address is not known; its parameters are.
const parallel = await mapPspaceParallel(functionAddress('file:///model.js', 'f'), space);
export const label: string = parallel.label[0]!;
exactly<Column | undefined>()(parallel['y'], true);

// @ts-expect-error the result has the key of a parameter
void mapPspace(({ n }) => ({ n: n + 1 }), space);
// @ts-expect-error the result of some rows has it
void mapPspace(({ n }) => (n > 1 ? { label: 'x' } : { y: 1 }), space);
// @ts-expect-error there is no parameter m
void mapPspace(({ m }) => ({ y: m as number }), space);
// @ts-expect-error a number is no result
void mapPspace(({ n }) => n, space);
