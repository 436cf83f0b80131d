import { expect, jest, test } from '@jest/globals';
import { param } from '@psyrun/pspace';
import { NpzStore } from '@psyrun/store-npz';
import { mapPspaceHddBacked } from '../../src/on-disk/map-pspace-hdd-backed.ts';

test.each<[string, unknown[]]>([
  ['no store', []],
  ['the class of a store', [NpzStore]],
  ['options in place of a store', [{ store: new NpzStore() }]],
])('%s is refused before a row is evaluated', async (_, more) => {
  const fn = jest.fn(() => ({}));
  const call = mapPspaceHddBacked as (...args: unknown[]) => Promise<unknown>;
  await expect(call(fn, param({ x: [1] }), 'squares.npz', ...more)).rejects.toMatchObject({
    code: 'PSYRUN_ARGUMENT',
    message: expect.stringContaining('Expected a store, got '),
  });
  await expect(call(fn, param({ x: [1] }), new NpzStore())).rejects.toMatchObject({
    code: 'PSYRUN_ARGUMENT',
    message: expect.stringContaining('Expected the path of a file, got '),
  });
  expect(fn).not.toHaveBeenCalled();
});
