import { describe, expect, test } from '@jest/globals';
import { param } from '@psyrun/pspace';
import { mapPspace } from '../../src/map/map-pspace.ts';
import { mapPspaceParallel } from '../../src/map/map-pspace-parallel.ts';
import { functionAddress } from '../../src/worker/function-evaluator.ts';

const space = param({ x: [1, 2] });
const square = functionAddress('data:text/javascript,export const f = () => ({})', 'f');
const refused = (message: RegExp) => ({
  code: 'PSYRUN_ARGUMENT',
  message: expect.stringMatching(message) as unknown,
});

describe('is refused before anything is evaluated or started', () => {
  test.each([0, -1, NaN, 2.5, Infinity, '2'])('a concurrency of %j', async (concurrency) => {
    const options = { concurrency } as { concurrency: number };
    await expect(mapPspace(() => ({}), space, options)).rejects.toMatchObject(
      refused(/concurrency/),
    );
    await expect(mapPspaceParallel(square, space, options)).rejects.toMatchObject(
      refused(/concurrency/),
    );
  });

  test.each([0, -1, NaN, Infinity, 2 ** 31, '2000'])('a timeout of %j', async (timeout) => {
    const options = { timeout } as { timeout: number };
    await expect(mapPspaceParallel(square, space, options)).rejects.toMatchObject(
      refused(/timeout/),
    );
  });

  test('memory of less than nothing', async () => {
    await expect(mapPspaceParallel(square, space, { maxMemory: -1 })).rejects.toMatchObject(
      refused(/maxMemory/),
    );
  });

  test('an address where a function is expected', async () => {
    await expect(mapPspace(square as never, space)).rejects.toMatchObject(
      refused(/function .* mapPspaceParallel/),
    );
  });

  test.each([undefined, null, { x: [1, 2] }, [{ x: 1 }]])('%j for a space', async (other) => {
    await expect(mapPspace(() => ({}), other as never)).rejects.toMatchObject(refused(/space/));
    await expect(mapPspaceParallel(square, other as never)).rejects.toMatchObject(refused(/space/));
  });
});

test('far more rows may be evaluated at the same time than there are', async () => {
  const table = await mapPspace(async ({ x }) => ({ y: x }), space, { concurrency: 1e9 });
  expect({ ...table }).toEqual({ x: [1, 2], y: [1, 2] });
});
