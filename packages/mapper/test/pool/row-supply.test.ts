import { describe, expect, test } from '@jest/globals';
import type { IndexedRow } from '../../src/row/outcome.ts';
import { RowSupply } from '../../src/pool/row-supply.ts';

const rows = (count: number): IndexedRow[] =>
  Array.from({ length: count }, (_, index) => ({ index, row: {} }));
const indices = (batch: readonly IndexedRow[]) => batch.map(({ index }) => index);

describe('the size of a batch', () => {
  test('is one until a row has been measured, then doubles up to 50 ms of work', () => {
    const supply = new RowSupply(rows(1000));
    const sizes = Array.from({ length: 6 }, () => {
      const { length } = supply.take(1);
      supply.measure(new Array<number>(length).fill(5));
      return length;
    });
    expect(sizes).toEqual([1, 2, 4, 8, 10, 10]);
  });

  test('is at most 1000', () => {
    const supply = new RowSupply(rows(5000));
    for (let i = 0; i < 20; i++) supply.measure([0]);
    expect(supply.take(1)).toHaveLength(1000);
  });

  test('falls to one when rows become long', () => {
    const supply = new RowSupply(rows(100));
    for (let i = 0; i < 20; i++) supply.measure([1]);
    expect(supply.take(1)).toHaveLength(50);
    supply.measure([1000]);
    expect(supply.take(1)).toHaveLength(1);
  });

  test('is at least the requested number', () => {
    expect(new RowSupply(rows(100)).take(8)).toHaveLength(8);
  });
});

test('returned rows go first; rows to isolate go alone; a row that was alone goes before all, to a fresh worker', () => {
  const supply = new RowSupply(rows(6));
  const batch = supply.take(5);
  supply.giveAgain(batch.slice(0, 2));
  supply.retryAlone(batch.slice(2, 4));
  supply.retryAloneFirst(batch[4]!);
  expect(supply.needsFreshWorker).toBe(true);
  expect(indices(supply.take(3))).toEqual([4]);
  expect(supply.needsFreshWorker).toBe(false);
  expect(supply.givesAlone).toBe(true);
  expect(indices(supply.take(3))).toEqual([2]);
  expect(indices(supply.take(3))).toEqual([3]);
  expect(supply.givesAlone).toBe(false);
  expect(indices(supply.take(3))).toEqual([0, 1, 5]);
  expect(supply.isEmpty).toBe(true);
});

test('rows are taken from their source one batch at a time', () => {
  let taken = 0;
  const source = function* () {
    for (const row of rows(10)) {
      taken++;
      yield row;
    }
  };
  new RowSupply(source()).take(3);
  expect(taken).toBe(3);
});
