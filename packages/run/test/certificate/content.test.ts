import { expect, test } from '@jest/globals';
import type { ParameterSpace, Table } from '@psyrun/core';
import { param, range } from '@psyrun/pspace';
import { readContent, rootOf } from '../../src/certificate/content.ts';

const space: ParameterSpace = param({ x: range(10) });
const xs = [...Array(10).keys()];
const ys = xs.map((x) => x / 7);

async function* tables(...of: Table[]): AsyncGenerator<Table> {
  yield* of;
}

/** Resolves to the root of rows in blocks of 4. */
async function root(x: readonly number[], y: readonly number[], of = space): Promise<string> {
  const { rows, blocks } = await readContent(tables({ x, y }), of, 4);
  return rootOf(rows!, blocks);
}

test('a block has the digest of its rows', async () => {
  const { rows, blocks } = await readContent(tables({ x: xs, y: ys }), space, 4);
  expect(rows).toBe(10);
  expect(blocks).toHaveLength(3);
  const changed = async (row: number) => {
    const read = await readContent(tables({ x: xs, y: ys.with(row, -1) }), space, 4);
    return read.blocks.map((digest, i) => digest !== blocks[i]);
  };
  expect(await changed(3)).toEqual([true, false, false]);
  expect(await changed(4)).toEqual([false, true, false]);
  expect(await changed(9)).toEqual([false, false, true]);
});

test('tables of any length have the same digests', async () => {
  const parts = [
    { x: xs.slice(0, 3), y: ys.slice(0, 3) },
    { x: [], y: [] },
    { x: xs.slice(3, 9), y: ys.slice(3, 9) },
    { x: xs.slice(9), y: ys.slice(9) },
  ];
  const whole = await readContent(tables({ y: ys, x: xs }), space, 4);
  expect(await readContent(tables(...parts), space, 4)).toEqual(whole);
  const full = await readContent(tables({ x: xs.slice(0, 8) }), space, 4);
  expect(full.blocks).toHaveLength(2);
});

test('tables without columns have no number of rows, those without rows have 0', async () => {
  expect(await readContent(tables({}), space)).toEqual({ rows: undefined, blocks: [] });
  expect(await readContent(tables({ x: [] }), space)).toEqual({ rows: 0, blocks: [] });
});

test('rows that are dropped, doubled, swapped or edited, or of another space, have another root', async () => {
  const roots = [
    await root(xs, ys),
    await root(xs.slice(1), ys.slice(1)),
    await root(xs.slice(0, 9), ys.slice(0, 9)),
    await root([...xs, 9], [...ys, ys[9]!]),
    await root([0, 0, ...xs.slice(2)], [0, 0, ...ys.slice(2)]),
    await root([1, 0, ...xs.slice(2)], [ys[1]!, ys[0]!, ...ys.slice(2)]),
    await root(xs, ys.with(9, 0)),
    await root(xs.with(9, 0), ys),
    await root(xs, ys, param({ x: range(1, 11) })),
    await root(xs, ys, param({ z: range(10) })),
  ];
  expect(new Set(roots).size).toBe(roots.length);
});
