import { expect, test } from '@jest/globals';
import manifest from '../package.json' with { type: 'json' };
import * as plugin from '../src/index.ts';

test('the manifest names an exported class', () => {
  const [address] = Object.values(manifest.psyrun.backends) as [string];
  expect(plugin).toHaveProperty(address.split('#')[1]!);
});
