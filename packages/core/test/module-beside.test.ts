import { expect, test } from '@jest/globals';
import { moduleBeside } from '../src/index.ts';

test.each([
  ['file:///a/src/pool.ts', 'file:///a/src/worker.ts'],
  ['file:///a/dist/pool.js', 'file:///a/dist/worker.js'],
  ['file:///a.b/pool.test.mjs', 'file:///a.b/worker.mjs'],
  ['file:///a.b/pool', 'file:///a.b/worker'],
])('a module beside %s has its suffix: %s', (url, beside) => {
  expect(moduleBeside(url, 'worker')).toBe(beside);
});
