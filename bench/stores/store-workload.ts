import type { Table } from '@psyrun/core';

/** Rows of the workload that stores are compared with. */
export const ROWS = 100_000;

/** Five numbers, one of them whole, and a vector of 16 for each row: 168 bytes as plain numbers. */
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
