import { expect, test } from '@jest/globals';
import { float, type Store, type Table, type TableReader } from '@psyrun/core';
import { saveTables } from '../../src/store/save-tables.ts';

/** A store that notes how it was called. */
function noted(more: Partial<Store> = {}) {
  const calls: unknown[] = [];
  const store = {
    capabilities: { scalars: true, values: [] },
    save: async (file: string, table: Table) => void calls.push(['save', file, table]),
    saveFrom: async (file: string, tables: TableReader) => {
      const read: Table[] = [];
      for await (const table of tables()) read.push(table);
      calls.push(['saveFrom', file, read, tables.numbers]);
    },
    ...more,
  } as unknown as Store;
  return { store, calls };
}

const several = async function* () {
  yield { x: [float(1)] };
  yield { x: [float(2)] };
};

test('several tables go to the store one after the other, a single one as it is', async () => {
  const { store, calls } = noted();
  await saveTables(store, 'a', several);
  await saveTables(store, 'b', async function* () {
    yield { x: [3] };
  });
  expect(calls).toEqual([
    ['saveFrom', 'a', [{ x: [float(1)] }, { x: [float(2)] }], undefined],
    ['save', 'b', { x: [3] }],
  ]);
});

test('what is known of the tables is passed on', async () => {
  const { store, calls } = noted();
  const numbers = { rows: 2, dtypes: new Map([['x', 'float64' as const]]) };
  await saveTables(store, 'a', Object.assign(several, { numbers }));
  expect(calls).toMatchObject([['saveFrom', 'a', [{}, {}], numbers]]);
});

test('a store without saveFrom gets all rows as one table, one without typed numbers plain ones', async () => {
  const { store, calls } = noted({ saveFrom: undefined!, capabilities: { values: [] } as never });
  await saveTables(store, 'a', several);
  expect(calls).toEqual([['save', 'a', { x: Float64Array.of(1, 2) }]]);
});
