import { describe, expect, test } from '@jest/globals';
import { param } from '@psyrun/pspace';
import { mapPspace } from '../../src/map/map-pspace.ts';
import { mapPspaceParallel } from '../../src/map/map-pspace-parallel.ts';
import { functionAddress } from '../../src/pool/function-address.ts';

const space = param({ x: [1, 2] });
const square = functionAddress('data:text/javascript,export const f = () => ({})', 'f');
const refused = (message: RegExp) => ({
  code: 'PSYRUN_ARGUMENT',
  message: expect.stringMatching(message) as unknown,
});

describe('refuses before it evaluates or starts anything', () => {
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

  test('a negative memory limit', async () => {
    await expect(mapPspaceParallel(square, space, { maxMemory: -1 })).rejects.toMatchObject(
      refused(/maxMemory/),
    );
  });

  test('an address where a function is expected', async () => {
    await expect(mapPspace(square as never, space)).rejects.toMatchObject(
      refused(/Expected a function[^]*mapPspaceParallel/),
    );
  });

  test.each([undefined, null, { x: [1, 2] }, [{ x: 1 }]])('%j as a space', async (other) => {
    await expect(mapPspace(() => ({}), other as never)).rejects.toMatchObject(refused(/space/));
    await expect(mapPspaceParallel(square, other as never)).rejects.toMatchObject(refused(/space/));
  });
});

test('the concurrency may be larger than the number of rows', async () => {
  const table = await mapPspace(async ({ x }) => ({ y: x }), space, { concurrency: 1e9 });
  expect({ ...table }).toEqual({ x: [1, 2], y: [1, 2] });
});
