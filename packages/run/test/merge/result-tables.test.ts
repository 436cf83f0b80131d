import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { rowCount, wholeTable } from '@psyrun/columns';
import { isScalar, STORE_VALUE_KINDS, type Row, type Table } from '@psyrun/core';
import { openJournal, scanJournal } from '@psyrun/journal';
import { ResultRows } from '../../src/merge/result-rows.ts';
import { resultReader, type TableRules } from '../../src/merge/result-tables.ts';
import { newFolder } from '../fixtures.ts';

const RULES: TableRules = { excluded: [], floatKeys: [], tellsIntegers: false };

/** Records rows in two journals, in turns and backwards, and reads them as few and as many. */
async function readersOf(
  rows: readonly Row[],
  more: Partial<TableRules> = {},
  values: (typeof STORE_VALUE_KINDS)[number][] = [...STORE_VALUE_KINDS],
) {
  const folder = newFolder();
  const rules = { ...RULES, ...more };
  const results = [Infinity, -1].map(
    (most) => new ResultRows(rows.length + 1, ['x'], rules.tellsIntegers, undefined, most),
  );
  for (const parity of [1, 0]) {
    const file = join(folder, `${parity}.journal`);
    const journal = await openJournal(file, {});
    for (let index = rows.length - 1; index >= 0; index--) {
      const done = { kind: 'done', attempt: 1, startedAt: 0, duration: 0 } as const;
      if (index % 2 === parity) journal.append({ ...done, index, row: rows[index]! });
    }
    await journal.close();
    for (const one of results) one.begin(file);
    await scanJournal(file, (entry, read) => {
      for (const one of results) one.add(entry.index, read().row, entry);
    });
  }
  const [few, many] = results.map((one) => resultReader(one, rules, values));
  return { few: few!, many: many! };
}

async function tablesOf(reader: () => AsyncIterable<Table>): Promise<Table[]> {
  const tables: Table[] = [];
  for await (const table of reader()) tables.push(table);
  return tables;
}

/** Expects the same table of rows that are few and of rows that are many. Resolves to it. */
async function tableOf(...of: Parameters<typeof readersOf>): Promise<Table> {
  const { few, many } = await readersOf(...of);
  const [table] = await tablesOf(few);
  expect(await wholeTable(many())).toEqual(table);
  return table!;
}

test('few rows are one table; many are several of limited size, in the order of the indices', async () => {
  const rows = Array.from({ length: 20_000 }, (_, x) => ({ x, y: x / 4 }));
  const { few, many } = await readersOf(rows);
  expect((await tablesOf(few)).map(rowCount)).toEqual([20_000]);
  expect((await tablesOf(many)).map(rowCount)).toEqual([8192, 8192, 3616]);
  const { x, y } = await wholeTable(many());
  expect(Array.from(x!)).toEqual(rows.map((row) => row.x));
  expect(Array.from(y!)).toEqual(rows.map((row) => row.y));
});

test('large rows are fewer to a table', async () => {
  const rows = Array.from({ length: 6 }, (_, x) => ({ x, v: new Float64Array(200_000).fill(x) }));
  const { many } = await readersOf(rows);
  const tables = await tablesOf(many);
  expect(tables.map(rowCount)).toEqual([2, 2, 2]);
  expect(tables[2]!['v']!.at(1)).toEqual(rows[5]!.v);
});

test('a value that a row lacks is NaN among numbers of all tables, and null elsewhere', async () => {
  const rows: Row[] = Array.from({ length: 9000 }, (_, x) => ({ x }));
  rows[8999] = { x: 8999, n: 1, s: 'a' };
  const table = await tableOf(rows);
  expect([0, 8998, 8999].map((row) => table['n']!.at(row))).toEqual([NaN, NaN, 1]);
  expect([0, 8998, 8999].map((row) => table['s']!.at(row))).toEqual([null, null, 'a']);
  const ofPython = await tableOf(rows, { tellsIntegers: true });
  expect(ofPython['n']!.at(0)).toBe(null);
});

test('excluded keys are left out, and columns of floats are typed', async () => {
  const table = await tableOf([{ x: 1, y: 2 }, { x: 2 }, { x: 3, y: 4 }], {
    ...{ excluded: ['y'], floatKeys: ['x'] },
  });
  expect(table).toEqual({ x: Float64Array.of(1, 2, 3) });
});

test('integers beside floats of any table are typed, if rows tell them apart', async () => {
  const rows: Row[] = Array.from({ length: 9000 }, (_, x) => ({ x, y: 2 }));
  rows[8999] = { x: 0, y: 0.5 };
  const { x, y } = await tableOf(rows, { tellsIntegers: true });
  expect([isScalar(x!.at(0)), isScalar(y!.at(0)), y!.at(8999)]).toEqual([false, true, 0.5]);
});

test('booleans beside numbers of any table are numbers for a store of arrays', async () => {
  const rows: Row[] = Array.from({ length: 9000 }, (_, x) => ({ x, y: true }));
  rows[8999] = { x: 0, y: 7 };
  const python = { tellsIntegers: true };
  expect((await tableOf(rows, python, ['boolean']))['y']!.at(0)).toMatchObject({ value: 1 });
  expect((await tableOf(rows, python))['y']!.at(0)).toBe(true);
});

test('many rows of numbers only say so', async () => {
  const numbers = async (rows: readonly Row[], more?: Partial<TableRules>) => {
    const { few, many } = await readersOf(rows, more);
    expect(few.numbers).toBeUndefined();
    return many.numbers && { ...many.numbers, dtypes: [...many.numbers.dtypes] };
  };
  expect(await numbers([{ x: 1, y: 0.5 }, { x: 2 }])).toEqual({
    rows: 2,
    dtypes: [
      ['x', 'int64'],
      ['y', 'float64'],
    ],
  });
  expect(await numbers([{ x: 1 }], { floatKeys: ['x'] })).toMatchObject({
    dtypes: [['x', 'float64']],
  });
  expect((await numbers([{ x: 1, n: 2 }, { x: 2 }]))!.dtypes[1]).toEqual(['n', 'float64']);
  for (const y of ['a', null, [1], 1n, true]) {
    expect(await numbers([{ x: 1, y }])).toBeUndefined();
  }
  const python = { tellsIntegers: true };
  expect(await numbers([{ x: 1 }, { x: 0.5 }], python)).toBeUndefined();
  expect(await numbers([{ x: 1, n: 2 }, { x: 2 }], python)).toBeUndefined();
  expect(await numbers([{ x: 1 }, { x: 2 }], python)).toMatchObject({ rows: 2 });
});
