import { expect, test } from '@jest/globals';
import type { Store } from '@psyrun/core';
import { loadTyped } from '../../src/store/load-typed.ts';

test('only a store that has typed numbers is asked for types: another may take the option for a row', async () => {
  const asked: unknown[] = [];
  const store = (scalars: boolean) =>
    ({
      capabilities: { scalars },
      load: async (...args: unknown[]) => asked.push(args.slice(1)),
    }) as unknown as Store;
  await loadTyped(store(true), 'a.pkl');
  await loadTyped(store(false), 'a.pkl');
  expect(asked).toEqual([[{ typed: true }], []]);
});
