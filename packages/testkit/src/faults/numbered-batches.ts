import type { Table } from '@psyrun/core';

/** The numbers of rows of the batches: one, some, and more than stores write at a time. */
const ROWS = [1, 60, 1500];

/**
 * Returns batch `number` of a series of distinguishable batches. Every row holds the number of the
 * batch, its own index and a fraction, which every store holds.
 */
export function numberedBatch(number: number): Table {
  const rows = Array.from({ length: ROWS[number % ROWS.length]! }, (_, row) => row);
  return {
    batch: rows.map(() => number),
    row: rows,
    value: rows.map((row) => number + 1 / (row + 2)),
  };
}

/**
 * Returns the numbers of the batches in a table. Throws a plain error if one of them is incomplete.
 */
export function batchesIn(table: Table): number[] {
  const columns = ['batch', 'row', 'value'].map((key) => table[key]!);
  const numbers: number[] = [];
  for (let from = 0; from < columns[0]!.length;) {
    const number = Number(columns[0]!.at(from));
    const expected = Object.values(numberedBatch(number));
    for (let row = 0; row < expected[0]!.length; row++) {
      const found = columns.map((column) => Number(column.at(from + row)));
      if (found.some((value, i) => value !== expected[i]!.at(row))) {
        throw new Error(`Row ${from + row} is not row ${row} of batch ${number}: ${found.join()}`);
      }
    }
    numbers.push(number);
    from += expected[0]!.length;
  }
  return numbers;
}
