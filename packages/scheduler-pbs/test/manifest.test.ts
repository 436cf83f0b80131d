import { expect, test } from '@jest/globals';
import manifest from '../package.json' with { type: 'json' };
import * as plugin from '../src/index.ts';

test('the manifest names a class that is exported and has the name', () => {
  const [[name, address]] = Object.entries(manifest.psyrun.schedulers) as [[string, string]];
  const exported = address.split('#')[1] as keyof typeof plugin;
  expect(new plugin[exported]().name).toBe(name);
});
