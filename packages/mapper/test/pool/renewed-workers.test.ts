import { expect, jest, test } from '@jest/globals';
import { param, range } from '@psyrun/pspace';
import { functionAddress } from '../../src/pool/function-address.ts';
import { mapPspaceParallel } from '../../src/map/map-pspace-parallel.ts';
import { FUNCTIONS, indexed, isRunning, outcomesOf, withPool } from '../pool-run.ts';

jest.setTimeout(30_000);

/** How many rows each process evaluated, by its pid. */
function rowsByProcess(pids: Iterable<unknown>): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const pid of pids) counts.set(pid, (counts.get(pid) ?? 0) + 1);
  return counts;
}

test('a worker is replaced after `rowsPerWorker` rows; each row is evaluated once', async () => {
  const table = await mapPspaceParallel(
    functionAddress(FUNCTIONS, 'pause'),
    param({ ms: range(10) }),
    {
      poolSize: 1,
      rowsPerWorker: 3,
    },
  );
  const counts = rowsByProcess(table['pid']!);
  expect([...counts.values()]).toEqual([3, 3, 3, 1]);
  expect([...counts.keys()].filter((pid) => isRunning(pid as number))).toEqual([]);
});

test('`rowsPerWorker` also limits rows that wait at the same time', async () => {
  const table = await mapPspaceParallel(
    functionAddress(FUNCTIONS, 'pause'),
    param({ ms: range(9) }),
    {
      poolSize: 1,
      concurrency: 4,
      rowsPerWorker: 2,
    },
  );
  expect(Math.max(...rowsByProcess(table['pid']!).values())).toBe(2);
});

test('a worker is replaced when it is larger than `memoryPerWorker`', async () => {
  const space = param({ mib: [1, 400, 1, 1] });
  const table = await mapPspaceParallel(functionAddress(FUNCTIONS, 'swell'), space, {
    poolSize: 1,
    memoryPerWorker: 300,
  });
  const [first, second, third, fourth] = table['pid']!;
  expect([second, fourth]).toEqual([first, third]);
  expect(third).not.toBe(second);
});

test('a row that crashes the worker fails alone, with new workers as well', async () => {
  const rows = indexed([
    { act: '', x: 1 },
    { act: 'exit', x: 2 },
    { act: '', x: 3 },
  ]);
  const outcomes = await withPool('act', {}, (pool) =>
    outcomesOf(pool, rows, { rowsPerWorker: 1 }),
  );
  expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'failed', 'done']);
});

test('threads share their memory: they have no limit of their own', async () => {
  const mapped = mapPspaceParallel(functionAddress(FUNCTIONS, 'square'), param({ x: [1] }), {
    threads: true,
    memoryPerWorker: 100,
  });
  await expect(mapped).rejects.toMatchObject({ code: 'PSYRUN_ARGUMENT' });
});
