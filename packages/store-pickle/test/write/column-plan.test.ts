import { expect, test } from '@jest/globals';
import type { Table } from '@psyrun/core';
import { planTables } from '../../src/write/column-plan.ts';

const planOf = (...tables: Table[]) =>
  planTables(async function* () {
    yield* tables;
  });

test('a column holds floats if that of one table does, and numbers if those of all do', async () => {
  const plan = await planOf({ x: [1], s: [1] }, {}, { s: ['a'], x: [0.5] }, { x: [2], s: [3] });
  expect(plan).toMatchObject([
    { key: 'x', floats: true, numeric: true },
    { key: 's', floats: false, numeric: false },
  ]);
});

test('tables of other columns, and no rows have no plan', async () => {
  expect(await planOf({ x: [1] }, { y: [1] })).toBeUndefined();
  expect(await planOf({ x: [1] }, { x: [1], y: [1] })).toBeUndefined();
  expect(await planOf({ x: [] })).toBeUndefined();
});
