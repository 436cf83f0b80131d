import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { param, range } from '@psyrun/pspace';
import { mapPspace } from '../../src/map/map-pspace.ts';
import type { FailedOutcome } from '../../src/row/outcome.ts';

const plain = (table: object) => ({ ...table });

test('returns parameters and results as columns, in the order of the space', async () => {
  const space = param({ a: [1, 2] }).product(param({ b: [10, 20] }));
  const table = await mapPspace(({ a, b }) => ({ sum: a + b }), space);
  expect(plain(table)).toEqual({ a: [1, 1, 2, 2], b: [10, 20, 10, 20], sum: [11, 21, 12, 22] });
  expect(Object.keys(table)).toEqual(['a', 'b', 'sum']);
});

test('an empty table has the keys of the space', async () => {
  expect(plain(await mapPspace(() => ({ y: 1 }), param({ x: [] })))).toEqual({ x: [] });
});

test('a key that only some rows return is missing in the others', async () => {
  const table = await mapPspace(({ x }) => (x > 1 ? { y: 'big' } : {}), param({ x: [1, 2] }));
  expect(plain(table)).toEqual({ x: [1, 2], y: [null, 'big'] });
});

test('keeps the order of the space, whichever row was done first', async () => {
  const finished: number[] = [];
  const fn = async ({ x }: { x: number }) => {
    await sleep(60 - 20 * x);
    finished.push(x);
    return { y: -x };
  };
  const table = await mapPspace(fn, param({ x: [0, 1, 2] }), { concurrency: 3 });
  expect(finished).toEqual([2, 1, 0]);
  expect(plain(table)).toEqual({ x: [0, 1, 2], y: [-0, -1, -2] });
});

test('evaluates at most `concurrency` rows at the same time', async () => {
  let together = 0;
  let most = 0;
  const fn = async () => {
    most = Math.max(most, ++together);
    await sleep(5);
    together--;
    return {};
  };
  await mapPspace(fn, param({ x: range(20) }), { concurrency: 4 });
  expect(most).toBe(4);
});

test('the first row that fails ends the work', async () => {
  const cause = new RangeError('no two');
  let calls = 0;
  const fn = ({ x }: { x: number }) => {
    calls++;
    if (x === 2) throw cause;
    return {};
  };
  await expect(mapPspace(fn, param({ x: range(9) }))).rejects.toMatchObject({
    code: 'PSYRUN_ROW_FAILED',
    message: 'Row 2 failed: RangeError: no two',
    fields: { index: 2, row: { x: 2 } },
    cause: { name: 'RangeError', message: 'no two', stack: cause.stack },
  });
  expect(calls).toBe(3);
});

test('onFailed gets the failed rows, and they stay in the table', async () => {
  const failed: FailedOutcome[] = [];
  const fn = ({ x }: { x: number }) => (x === 2 ? null! : { y: x, z: 'z' });
  const table = await mapPspace(fn, param({ x: [1, 2, 3], w: [4, 5, 6] }), {
    onFailed: (outcome) => failed.push(outcome),
    exclude: ['w'],
  });
  expect(plain(table)).toEqual({ x: [1, 2, 3], y: [1, NaN, 3], z: ['z', null, 'z'] });
  expect(failed).toMatchObject([
    {
      index: 1,
      row: { x: 2, w: 5 },
      error: { reason: 'refused', code: 'PSYRUN_RESULT_NOT_OBJECT' },
    },
  ]);
});

test('onProgress counts every row', async () => {
  const counts: number[][] = [];
  await mapPspace(() => ({}), param({ x: range(3) }), { onProgress: (...n) => counts.push(n) });
  expect(counts).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

test('warns once about an excluded key that no row has', async () => {
  const warnings: unknown[] = [];
  await mapPspace(({ x }) => (x > 0 ? { rare: 1 } : {}), param({ x: range(3) }), {
    exclude: ['rare', 'never'],
    onWarning: ({ fields }) => warnings.push(fields),
  });
  expect(warnings).toEqual([{ key: 'never' }]);
});

test.each([1, 3])(
  'a signal stops the work if the function never waits (concurrency %d)',
  async (concurrency) => {
    const stop = new AbortController();
    let calls = 0;
    const fn = () => {
      for (const end = performance.now() + 2; performance.now() < end;);
      if (++calls === 5) setTimeout(() => stop.abort('enough'), 0);
      return {};
    };
    const mapped = mapPspace(fn, param({ x: range(5000) }), { signal: stop.signal, concurrency });
    await expect(mapped).rejects.toMatchObject({ code: 'PSYRUN_ABORTED', cause: 'enough' });
    expect(calls).toBeLessThan(100);
  },
);

test.each([1, 3])(
  'a signal stops the work if a promise never settles (concurrency %d)',
  async (concurrency) => {
    const stop = new AbortController();
    const fn = async () => {
      setTimeout(() => stop.abort('enough'), 0);
      return new Promise<object>(() => undefined);
    };
    const mapped = mapPspace(fn, param({ x: range(5) }), { signal: stop.signal, concurrency });
    await expect(mapped).rejects.toMatchObject({ code: 'PSYRUN_ABORTED', cause: 'enough' });
  },
);

test('types: the row of the function has the keys of the space only', () => {
  const space = param({ x: [1, 2] });
  // @ts-expect-error There is no y.
  const typed = () => mapPspace(({ y }) => ({ z: y as number }), space);
  expect(typed).toBeInstanceOf(Function);
});

test('B45: a sum of thousands of spaces is mapped like any other space', async () => {
  let space = param({ x: [0] });
  for (let x = 1; x < 3000; x++) space = space.sum(param({ x: [x] }));
  const table = await mapPspace(({ x }) => ({ y: x }), space);
  expect([...table['y']]).toEqual(Array.from({ length: 3000 }, (_, x) => x));
});
