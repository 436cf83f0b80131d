import { expect, test } from '@jest/globals';
import { entryOf, moduleBeside } from '../src/index.ts';

test.each([
  ['file:///a/src/pool.ts', 'file:///a/src/worker.ts'],
  ['file:///a/dist/pool.js', 'file:///a/dist/worker.js'],
  ['file:///a.b/pool.test.mjs', 'file:///a.b/worker.mjs'],
  ['file:///a.b/pool', 'file:///a.b/worker'],
])('a module beside %s has its suffix: %s', (url, beside) => {
  expect(moduleBeside(url, 'worker')).toBe(beside);
});

test.each([
  ['file:///a/dist/worker.js', ['file:///a/dist/worker.js']],
  ['file:///a.mjs/other/worker.js', ['file:///a.mjs/other/worker.js']],
  [
    'file:///o%20p/psy.mjs/packages/mapper/dist/worker.js',
    ['file:///o%20p/psy.mjs', ':packages/mapper/dist/worker.js'],
  ],
])('%s is started as %j', (module, entry) => {
  expect(entryOf(module)).toEqual(entry);
});
