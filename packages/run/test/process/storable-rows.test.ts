import { expect, test } from '@jest/globals';
import type { Row, Store } from '@psyrun/core';
import { StorableRows } from '../../src/process/storable-rows.ts';

function storeWith(checkRow: (row: Row) => void): Store {
  const capabilities = { cheapAppend: true, cheapRow: true, values: [] };
  return { ext: '.any', capabilities, checkRow } as Partial<Store> as Store;
}

/** Returns the keys of each row that a store is asked about. */
function askedFor(rows: readonly Row[]): string[][] {
  const asked: string[][] = [];
  const checkRow = (row: Row) => void asked.push(Object.keys(row));
  const storable = new StorableRows(storeWith(checkRow));
  rows.forEach((row, index) => storable.check(row, index));
  return asked;
}

test('a store is asked about numbers and booleans of a key once', () => {
  expect(askedFor([{ n: 1, is: true }, { n: 0.5, is: false }, { n: NaN }])).toEqual([['n', 'is']]);
});

test('a store is asked about each text, and about a number in the place of a boolean', () => {
  const rows = [
    { n: 1, text: 'a', is: true },
    { n: 2, text: 'b', is: true },
    { n: 3, is: 4 },
  ];
  expect(askedFor(rows)).toEqual([['n', 'text', 'is'], ['text'], ['is']]);
});

test('a refused number is asked about again', () => {
  const checkRow = () => {
    throw new Error('no');
  };
  const storable = new StorableRows(storeWith(checkRow));
  expect(() => storable.check({ n: 1 }, 3)).toThrow(/^no$/);
  expect(() => storable.check({ n: 1 }, 4)).toThrow(/^no$/);
  expect(storable.hasStorable).toBe(false);
});
