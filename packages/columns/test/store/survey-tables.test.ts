import { expect, test } from '@jest/globals';
import type { Table } from '@psyrun/core';
import { packInLayouts, surveyTables } from '../../src/store/survey-tables.ts';

const reader = (...tables: Table[]) =>
  async function* () {
    yield* tables;
  };

test('tells rows and layouts of all tables, whatever the order of their keys', async () => {
  const survey = await surveyTables(reader({ x: [1], s: ['a'] }, {}, { s: ['b'], x: [0.5] }));
  expect(survey!.rows).toBe(2);
  expect(survey!.layouts.get('x')).toMatchObject({ dtype: 'float64' });
  expect([...survey!.layouts.keys()]).toEqual(['x', 's']);
});

test('other columns, values that cannot be packed, and no rows are left to the whole table', async () => {
  expect(await surveyTables(reader({ x: [1] }, { y: [1] }))).toBeUndefined();
  expect(await surveyTables(reader({ x: [1] }, { x: [1], y: [1] }))).toBeUndefined();
  expect(await surveyTables(reader({ x: [1] }, { x: [new Date()] }))).toBeUndefined();
  expect(await surveyTables(reader({ x: [] }))).toBeUndefined();
});

test('known numbers are not read', async () => {
  const read = () => {
    throw new Error('It was read.');
  };
  const numbers = { rows: 5, dtypes: new Map([['x', 'int64' as const]]) };
  const survey = await surveyTables(Object.assign(read, { numbers }));
  expect(survey).toMatchObject({ rows: 5 });
  expect(packInLayouts({ x: [1, 2] }, survey!)!.get('x')!.data).toEqual(BigInt64Array.of(1n, 2n));
  expect(packInLayouts({ y: [1] }, survey!)).toBeUndefined();
  expect(packInLayouts({ x: ['a'] }, survey!)).toBeUndefined();
});
