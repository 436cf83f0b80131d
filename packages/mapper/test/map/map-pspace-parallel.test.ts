import { expect, jest, test } from '@jest/globals';
import { param, range } from '@psyrun/pspace';
import { functionAddress } from '../../src/pool/function-address.ts';
import { mapPspaceParallel } from '../../src/map/map-pspace-parallel.ts';
import { FUNCTIONS, isRunning } from '../pool-run.ts';

jest.setTimeout(30_000);

const at = (name: string) => functionAddress(FUNCTIONS, name);

test('B52: returns parameters and results as columns; workers load the function themselves', async () => {
  const x = Array.from({ length: 500 }, (_, i) => i);
  const table = await mapPspaceParallel(at('square'), param({ x }), { poolSize: 2 });
  expect({ ...table }).toEqual({ x, y: x.map((value) => value * value) });
});

test('floats of a function are numbers in the table', async () => {
  const table = await mapPspaceParallel(at('floats'), param({ x: [1, 2] }), { poolSize: 1 });
  expect({ ...table }).toStrictEqual({
    x: [1, 2],
    y: [1, 4],
    list: [
      [1, 1],
      [2, 1],
    ],
  });
});

test('B25: keeps the order of the space, whichever row was done first', async () => {
  const ms = [120, 80, 40, 0];
  const finished: number[] = [];
  const table = await mapPspaceParallel(at('pause'), param({ ms }), {
    poolSize: 2,
    concurrency: 2,
    exclude: ['pid'],
    onProgress: (count) => finished.push(count),
  });
  expect({ ...table }).toEqual({ ms });
  expect(finished).toEqual([1, 2, 3, 4]);
});

test('the first row that fails ends the work, and no worker is left', async () => {
  const space = param({ act: ['', 'throw', 'wait', 'wait'] }).product(param({ x: [1] }));
  const pids: number[] = [];
  const mapped = mapPspaceParallel(at('tellPid'), space, {
    poolSize: 2,
    onOutput: (text) => pids.push(...text.trim().split('\n').map(Number)),
  });
  await expect(mapped).rejects.toMatchObject({
    code: 'PSYRUN_ROW_FAILED',
    fields: { index: 1, reason: 'threw' },
  });
  expect(pids.length).toBeGreaterThan(0);
  expect(pids.filter(isRunning)).toEqual([]);
});

test('onFailed gets the failed rows, and they stay in the table', async () => {
  const failed: unknown[] = [];
  const space = param({ act: ['', 'exit', 'wait', ''], x: [1, 2, 3, 4] });
  const table = await mapPspaceParallel(at('act'), space, {
    poolSize: 2,
    timeout: 1000,
    onFailed: ({ index, error }) => failed.push([index, error.reason]),
  });
  expect({ ...table }).toMatchObject({ x: [1, 2, 3, 4], y: [1, NaN, NaN, 16] });
  expect(failed.sort()).toEqual([
    [1, 'crashed'],
    [2, 'timeout'],
  ]);
});

test('B57: workers do not share the state of random numbers', async () => {
  const table = await mapPspaceParallel(at('random'), param({ x: range(200) }), { poolSize: 2 });
  expect(new Set([...table['pid']!]).size).toBe(2);
  expect(new Set([...table['random']!]).size).toBe(200);
});

test('B53: a module finds the modules beside it, in whichever folder the program was started', async () => {
  const table = await mapPspaceParallel(at('half'), param({ x: [4] }), { poolSize: 1 });
  expect({ ...table }).toEqual({ x: [4], half: [2] });
});

test('B51: a result of a class of the module fails its row, and the error names class and key', async () => {
  const errors: string[] = [];
  const space = param({ kind: ['instance'] });
  await mapPspaceParallel(at('badResult'), space, {
    poolSize: 1,
    onFailed: ({ error }) => errors.push(error.message),
  });
  expect(errors).toEqual([expect.stringMatching(/"deep\[0\]\.model".*an instance of Model/)]);
});

test('B17: all pools end that are created, used and dropped at the same time', async () => {
  const maps = Array.from({ length: 6 }, (_, i) =>
    mapPspaceParallel(at('square'), param({ x: range(20 * i) }), { poolSize: 1 }),
  );
  const lengths = (await Promise.all(maps)).map(({ x }) => x.length);
  expect(lengths).toEqual([0, 20, 40, 60, 80, 100]);
});
