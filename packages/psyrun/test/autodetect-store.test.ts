import { expect, test } from '@jest/globals';
import { autodetectStore } from '../src/index.ts';

test.each([
  ['results/a.pkl', 'PickleStore'],
  ['a.npz', 'NpzStore'],
  ['/tmp/A.H5', 'H5Store'],
])('%s is for %s', async (file, name) => {
  expect((await autodetectStore(file)).constructor.name).toBe(name);
});

test.each([
  ['a.csv', 'No installed package provides the store .csv. Known: .h5, .npz, .pkl.'],
  ['pkl', 'The name has no suffix, which says what store it is for. Known: .h5, .npz, .pkl.'],
  ['a.', 'The name has no suffix, which says what store it is for. Known: .h5, .npz, .pkl.'],
])('%s is for none, and the error says which there are', async (file, message) => {
  await expect(autodetectStore(file)).rejects.toMatchObject({
    code: 'PSYRUN_PLUGIN_NOT_FOUND',
    message: expect.stringContaining(message),
  });
});
