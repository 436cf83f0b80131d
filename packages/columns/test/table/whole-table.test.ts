import { expect, test } from '@jest/globals';
import type { Table } from '@psyrun/core';
import { NdColumn } from '../../src/column/nd-column.ts';
import { wholeTable } from '../../src/table/whole-table.ts';

async function* of(...tables: Table[]): AsyncGenerator<Table> {
  yield* tables;
}

test('columns of one type stay typed, others are lists', async () => {
  const v = (...data: number[]) => new NdColumn([data.length / 2, 2], Int8Array.from(data));
  const whole = await wholeTable(
    of(
      { f: Float64Array.of(1), v: v(1, 2), mixed: Float64Array.of(1), n: [1] },
      { f: Float64Array.of(2, 3), v: v(3, 4, 5, 6), mixed: Float32Array.of(2, 3), n: [2, 'a'] },
    ),
  );
  expect(whole).toEqual({
    ...{ f: Float64Array.of(1, 2, 3), mixed: [1, 2, 3], n: [1, 2, 'a'] },
    v: new NdColumn([3, 2], Int8Array.of(1, 2, 3, 4, 5, 6)),
  });
});

test('n-d columns of several shapes are lists', async () => {
  const whole = await wholeTable(
    of(
      { v: new NdColumn([1, 1], Int8Array.of(1)) },
      { v: new NdColumn([1, 2], Int8Array.of(1, 2)) },
    ),
  );
  expect(Array.isArray(whole['v'])).toBe(true);
});

test('one table is returned itself, and without tables there are no columns', async () => {
  const table = { x: [1] };
  expect(await wholeTable(of(table))).toBe(table);
  expect(await wholeTable(of())).toEqual({});
});
