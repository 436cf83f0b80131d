import { expect, test } from '@jest/globals';
import manifest from '../package.json' with { type: 'json' };
import * as plugin from '../src/index.ts';

test('the manifest names a class that is exported and has the suffix', () => {
  const [[ext, address]] = Object.entries(manifest.psyrun.stores) as [[string, string]];
  const name = address.split('#')[1] as keyof typeof plugin;
  expect(new plugin[name]().ext).toBe(ext);
});
