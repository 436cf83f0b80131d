import type { Table } from '@psyrun/core';

/** Number of rows of the workload that compares stores. */
export const ROWS = 100_000;

/**
 * Returns five numbers, one of them an integer, and a vector of 16 for each row: 168 bytes as plain
 * numbers.
 */
export function workload(rows: number): Table {
  const column = <T>(valueOf: (row: number) => T): T[] =>
    Array.from({ length: rows }, (_, row) => valueOf(row));
  return {
    a: column((row) => row / 3),
    b: column((row) => Math.sqrt(row)),
    c: column((row) => row),
    d: column((row) => Math.sin(row)),
    e: column((row) => -row / 7),
    v: column((row) => Array.from({ length: 16 }, (_, i) => row + i / 16)),
  };
}
