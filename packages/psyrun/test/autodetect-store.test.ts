import { expect, test } from '@jest/globals';
import { autodetectStore } from '../src/index.ts';

test.each([
  ['results/a.pkl', 'PickleStore'],
  ['a.npz', 'NpzStore'],
  ['/tmp/A.H5', 'H5Store'],
])('%s is for %s', async (file, name) => {
  expect((await autodetectStore(file)).constructor.name).toBe(name);
});

test.each(['a.csv', 'pkl', 'a.'])(
  '%s is for none, and the error says which there are',
  async (file) => {
    await expect(autodetectStore(file)).rejects.toMatchObject({
      code: 'PSYRUN_PLUGIN_NOT_FOUND',
      message: expect.stringContaining('.h5, .npz, .pkl') as unknown,
    });
  },
);
