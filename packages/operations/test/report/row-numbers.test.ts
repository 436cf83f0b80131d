import { expect, test } from '@jest/globals';
import { float } from '@psyrun/core';
import { param, range } from '@psyrun/pspace';
import { RowNumbers } from '../../src/report/row-numbers.ts';

const record = (index: number, kind: 'done' | 'failed', row: object, more: object = {}) => {
  const values = { kind, index, attempt: 1, startedAt: 1000 + index, duration: 500, row, ...more };
  const session = { job: 't:process:0', host: 'h', pid: 1 };
  return { ...values, session, origin: 0, read: () => values } as never;
};

test('each row has the numbers of its first result', () => {
  const rows = new RowNumbers(param({ a: range(3) }));
  rows.note(record(0, 'failed', { a: 0 }));
  rows.note(
    record(
      0,
      'done',
      { a: 0, y: 1.5, n: 2n, f: float(3), ok: true, s: 'text', z: null },
      { attempt: 2 },
    ),
  );
  rows.note(record(0, 'done', { a: 0, y: 9 }));
  rows.note(record(2, 'failed', { a: 2 }, { startedAt: 7 }));
  const first = [...rows.results].map(([key, numbers]) => [key, ...numbers]);
  expect(first).toEqual([
    ['y', 1.5, NaN, NaN],
    ['n', 2, NaN, NaN],
    ['f', 3, NaN, NaN],
    ['ok', 1, NaN, NaN],
    ['z', NaN, NaN, NaN],
  ]);
  expect([...rows.leftOut]).toEqual(['s']);
  expect([...rows.durations]).toEqual([0.5, NaN, 0.5]);
  expect([...rows.starts]).toEqual([1000, NaN, 7]);
  expect([[...rows.attempts], [...rows.workerOf]]).toEqual([
    [2, 0, 1],
    [1, 0, 1],
  ]);
  expect([rows.done, rows.wasted]).toEqual([1, 1.5]);
});

test('results beyond the most are named and not kept', () => {
  const rows = new RowNumbers(param({ a: range(1) }));
  rows.note(
    record(0, 'done', Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`r${i}`, i]))),
  );
  expect([rows.results.size, [...rows.leftOut]]).toEqual([48, ['r48', 'r49']]);
});
