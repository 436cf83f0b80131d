import { expect, test } from '@jest/globals';
import { param, range } from '@psyrun/pspace';
import { mapPspace } from '../../src/map/map-pspace.ts';
import type { FailedOutcome } from '../../src/row/outcome.ts';

const thousand = param({ x: range(1000) });

/** Keeps the processor busy. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

async function failuresOf(fn: (row: { x: number }) => unknown, xs: readonly number[]) {
  const failures: FailedOutcome[] = [];
  const table = await mapPspace(fn as (row: { x: number }) => object, param({ x: xs }), {
    onFailed: (outcome) => failures.push(outcome),
  });
  return { table: { ...table }, failures: failures.map(({ index, error }) => [index, error.code]) };
}

test('refuses an invalid result after any number of valid ones', async () => {
  class Point {
    y = 5;
  }
  const wrong = [new Point(), undefined, 5, 'y', [5], null, new Map([['y', 5]])];
  const { table, failures } = await failuresOf(
    ({ x }) => (x < 2 ? { y: x } : x === 99 ? { y: 99 } : wrong[x - 2]),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 99],
  );
  expect(failures).toEqual(wrong.map((_, i) => [i + 2, 'PSYRUN_RESULT_NOT_OBJECT']));
  expect(table['y']).toEqual([0, 1, NaN, NaN, NaN, NaN, NaN, NaN, NaN, 99]);
});

test('refuses an invalid result after empty results', async () => {
  const { failures } = await failuresOf(({ x }) => (x < 2 ? {} : undefined), [0, 1, 2]);
  expect(failures).toEqual([[2, 'PSYRUN_RESULT_NOT_OBJECT']]);
});

test('refuses a result with the key of a parameter after any number of valid ones', async () => {
  const { table, failures } = await failuresOf(
    ({ x }) => (x === 1 ? { y: 1, x: 7 } : { y: x }),
    [0, 1, 2],
  );
  expect(failures).toEqual([[1, 'PSYRUN_RESULT_KEY_CLASH']]);
  expect(table).toEqual({ x: [0, 1, 2], y: [0, NaN, 2] });
});

test('a result whose getter throws fails its row only', async () => {
  const broken = {
    y: 1,
    get z() {
      throw new RangeError('no z');
    },
  };
  const { table, failures } = await failuresOf(
    ({ x }) => (x === 1 ? broken : { y: x, z: -x }),
    [0, 1, 2],
  );
  expect(failures).toEqual([[1, undefined]]);
  expect(table).toEqual({ x: [0, 1, 2], y: [0, NaN, 2], z: [-0, NaN, -2] });
});

test.each([
  ['return immediately', () => (work(1), {})],
  ['return settled promises', () => (work(1), Promise.resolve({}))],
  [
    'fail',
    () => {
      work(1);
      throw new Error('always');
    },
  ],
])('timers run while rows %s', async (_, fn: () => object) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort('enough'), 60);
  let finished = 0;
  await expect(
    mapPspace(fn, thousand, {
      signal: controller.signal,
      onProgress: (count) => (finished = count),
      onFailed: () => undefined,
    }),
  ).rejects.toMatchObject({ code: 'PSYRUN_ABORTED' });
  clearTimeout(timer);
  expect(finished).toBeLessThan(1000);
});

test('ends the iterator of the space when the work stops', async () => {
  let ended = false;
  function* generated() {
    try {
      for (let x = 0; x < 1000; x++) yield { x };
    } finally {
      ended = true;
    }
  }
  const space = Object.create(thousand, {
    [Symbol.iterator]: { value: generated },
  }) as typeof thousand;
  const fn = () => {
    throw new Error('at once');
  };
  await expect(mapPspace(fn, space)).rejects.toMatchObject({ code: 'PSYRUN_ROW_FAILED' });
  expect(ended).toBe(true);
});
