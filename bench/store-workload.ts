import type { Table } from '@psyrun/core';

/** Rows of the workload that stores are compared with. */
export const ROWS = 100_000;

/** Five numbers and a vector of 16 for each row: 168 bytes as plain floats. */
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

/** Milliseconds of the fastest of some runs of `work`, each after `before`. */
export async function fastest(
  work: () => unknown,
  before: () => unknown = () => {},
  runs = 7,
): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    await before();
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}
