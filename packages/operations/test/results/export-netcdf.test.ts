import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { tableOf } from '@psyrun/columns';
import { dtypeOf, packColumn, withFloatColumns } from '@psyrun/columns/internal';
import type { Row } from '@psyrun/core';
import { linspace, param, product, range, type Space } from '@psyrun/pspace';
import { NetcdfExporter } from '@psyrun/store-h5';
import fc from 'fast-check';
import { productOf } from '../../src/results/export-facts.ts';

const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const folder = mkdtempSync(join(memory, 'psyrun-netcdf-'));
afterAll(() => rmSync(folder, { recursive: true }));

const AXES: readonly ((length: number) => unknown)[] = [
  (length) => range(length),
  (length) => linspace(0, 1, length),
  (length) => ['alpha', 'ü ', 'c', ''].slice(0, length),
  (length) => [true, false].slice(0, length),
  (length) => [2n ** 60n, 2n ** 60n + 1n, -5n, 7n].slice(0, length),
  // These make no dimension: a value twice, NaN.
  (length) => [1, 2, 1, 3].slice(0, length),
  (length) => [NaN, 0.5, 1, 2].slice(0, length),
];

const RESULTS: readonly ((index: number) => unknown)[] = [
  (index) => index * 3,
  (index) => index / 7,
  (index) => index % 3 === 0,
  (index) => (index % 5 === 0 ? '' : `row ${index} ß`),
  (index) => 2n ** 61n + BigInt(index),
  (index) => [index, -index],
  (index) => ({ shape: [2, 2], data: Float32Array.of(index, 0.1, 0.2, index) }),
  (index) => (index % 4 === 0 ? null : index),
];

type Constant = number | string | boolean;

const FACTOR = fc.record({
  axis: fc.integer({ min: 0, max: 2 * AXES.length }).map((i) => (i < AXES.length ? i : i % 5)),
  length: fc.integer({ min: 1, max: 4 }),
  constant: fc.option(fc.constantFrom<Constant>(0.5, 'fast', true, 3)),
  zipped: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});

const SWEEP = fc.record({
  factors: fc.array(FACTOR, { minLength: 1, maxLength: 4 }),
  results: fc.uniqueArray(fc.integer({ min: 0, max: RESULTS.length - 1 }), { minLength: 1 }),
  /** Rows whose index is a multiple of it are not done; 0 for none. */
  without: fc.constantFrom(0, 0, 2, 3),
});

type Sweep = typeof SWEEP extends fc.Arbitrary<infer S> ? S : never;

function spaceOf({ factors }: Sweep): Space {
  const spaces = factors.map(({ axis, length, constant, zipped }, i) => {
    const values = AXES[axis]!(length) as number[];
    const given: Record<string, number[] | Constant> = { [`p${i}`]: values };
    if (constant !== null) given[`const${i}`] = constant;
    if (zipped) given[`z${i}`] = Array.from(values, (_, n) => n);
    return param(given);
  });
  return product(...spaces);
}

/** JSON has neither bigints nor NaN. */
function plain(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return { int: String(value) };
  if (typeof value === 'number' && Number.isNaN(value)) return { nan: true };
  return ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value;
}

/** Writes a file of a sweep, and returns what it should hold. */
async function exported(sweep: Sweep, number: number) {
  const space = spaceOf(sweep);
  const done = Array.from({ length: space.length }, (_, i) => i).filter(
    (i) => sweep.without === 0 || i % sweep.without !== 1,
  );
  const rows = done.map((i): Row => ({
    ...space.at(i),
    ...Object.fromEntries(sweep.results.map((r) => [`r${r}`, RESULTS[r]!(i)])),
  }));
  const half = Math.ceil(rows.length / 2);
  const parts = [rows.slice(0, half), rows.slice(half)].filter(({ length }) => length > 0);

  const tables = async function* () {
    for (const part of parts) yield withFloatColumns(tableOf(part), space.floatKeys);
  };
  const file = join(folder, `${number}.nc`);
  const product = productOf(space, () => done);
  await new NetcdfExporter().write(file, { tables, attributes: {}, ...(product && { product }) });
  const table = withFloatColumns(tableOf(rows), space.floatKeys);
  const dtypes = Object.entries(table).map(([key, column]) => {
    const { kind, data } = packColumn(key, column);
    const dtype = kind === 'number' ? dtypeOf(data) : kind === 'boolean' ? 'bool' : 'object';
    return [key, dtype] as const;
  });
  const facts = { file, rows, keys: space.keys, done, total: space.length };
  return { ...facts, dtypes: Object.fromEntries(dtypes) };
}

test('xarray finds each row of 300 random spaces by its parameters', async () => {
  const sweeps = fc.sample(SWEEP, { seed: 23, numRuns: 300 });
  const expected = await Promise.all(sweeps.map(exported));
  writeFileSync(join(folder, 'expected.json'), JSON.stringify(expected, plain));
  const script = join(import.meta.dirname, '../fixtures/compare-netcdf.py');
  const output = execFileSync('/usr/bin/python3', [script, join(folder, 'expected.json')], {
    encoding: 'utf8',
  });
  const { grids, rows, problems } = JSON.parse(output) as Record<string, unknown>;
  expect(problems).toEqual([]);
  expect(grids).toBeGreaterThan(100);
  expect(rows).toBeGreaterThan(700);
});
