import { pack, quantise, type ColumnRole, type PageColumn } from '@psyrun/report';
import type { RowNumbers } from './row-numbers.ts';

/** Bits of a number in a page of few rows and of many, and how many rows are many. */
const BITS = { few: 16, many: 10 };
const MANY = 250_000;

/** Returns the columns of numbers of a page, for the rows with these indices or all. */
export function pageColumns(
  rows: RowNumbers,
  began: number,
  shown?: readonly number[],
): PageColumn[] {
  const { results, durations, starts, attempts } = rows;
  const length = shown?.length ?? starts.length;
  const taken = new Set(results.keys());
  const free = (name: string): string => {
    let key = name;
    while (taken.has(key)) key += ' ';
    return key;
  };
  const column = (
    key: string,
    role: ColumnRole,
    numberAt: (index: number) => number,
  ): PageColumn => {
    const numbers = new Float64Array(length);
    for (let i = 0; i < length; i++) numbers[i] = numberAt(shown?.[i] ?? i);
    const { codes, scale } = quantise(numbers, length > MANY ? BITS.many : BITS.few);
    return { key, role, scale, codes: pack(codes) };
  };
  const columns = Array.from(results, ([key, numbers]) =>
    column(key, 'result', (i) => numbers[i]!),
  );
  if (Number.isNaN(began)) return columns;
  return [
    ...columns,
    column(free('duration (s)'), 'duration', (i) => durations[i]!),
    column(free('start (s)'), 'start', (i) => (starts[i]! - began) / 1000),
    column(free('attempt'), 'attempt', (i) => attempts[i]! || NaN),
  ];
}
