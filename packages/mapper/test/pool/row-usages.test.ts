import { expect, test } from '@jest/globals';
import { rowUsages } from '../../src/pool/row-usages.ts';
import type { ReportMessage } from '../../src/worker/messages.ts';
import { outcomesOf, indexed, withPool } from '../pool-run.ts';

const report = (durations: number[], more: Partial<ReportMessage>): ReportMessage => ({
  ...{ kind: 'report', rows: durations.map((_, i) => i), durations, excluded: [] },
  startedAt: durations.map(() => 0),
  added: durations.map(() => ({})),
  errors: durations.map(() => null),
  ...more,
});

test('the rows of a report share its CPU time by their durations, and the memory of the worker', () => {
  const of = rowUsages(report([30, 10], { cpu: 20, memory: 500 }), false);
  expect([of(0), of(1)]).toEqual([
    { cpu: 15, memory: 500, isShared: true },
    { cpu: 5, memory: 500, isShared: true },
  ]);
  const zero = rowUsages(report([0, 0], { cpu: 2 }), false);
  expect(zero(1)).toEqual({ cpu: 1, isShared: true });
  expect(rowUsages(report([4], { cpu: 2, memory: 9 }), false)(0)?.isShared).toBe(false);
  expect(rowUsages(report([4], { cpu: 2, memory: 9 }), true)(0)?.isShared).toBe(true);
  expect(rowUsages(report([4], {}), false)(0)).toBeUndefined();
});

test('memory of processes of a row is its own', () => {
  const of = rowUsages(report([1, 1], { cpu: 2, memory: 9, memories: [700, null] }), true);
  expect([of(0), of(1)]).toEqual([
    { cpu: 1, memory: 700, isShared: false },
    { cpu: 1, memory: 9, isShared: true },
  ]);
});

test('a worker measures rows that compute, also in a process of their own, and rows that wait', async () => {
  const found = await withPool('spend', {}, (pool) =>
    outcomesOf(pool, indexed([{ how: 'wait' }, { how: 'compute' }, { how: 'start' }])),
  );
  const [wait, compute, start] = found.map(({ usage }) => usage!);
  // Each of them takes 400 ms of CPU, or waits as long.
  expect(wait!.cpu).toBeLessThan(200);
  expect(compute!.cpu).toBeGreaterThan(200);
  expect(start!.cpu).toBeGreaterThan(200);
  expect(wait!.isShared).toBe(false);
  expect(compute!.isShared).toBe(true);
  expect(compute!.memory).toBeGreaterThan(20 * 2 ** 20);
});
