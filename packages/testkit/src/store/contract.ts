import { STORE_VALUE_KINDS, type StoreClass, type StoreValueKind } from '@psyrun/core';
import type { StoreGroup } from './store-case.ts';

const KINDS: ReadonlySet<StoreValueKind> = new Set(STORE_VALUE_KINDS);

/** Requirements on what a store declares. */
export const CONTRACT: StoreGroup = {
  name: 'the contract',
  cases: [
    {
      name: 'the suffix is a dot and lower-case letters or digits',
      async run({ store, expect }) {
        expect(/^\.[a-z0-9]+$/.test(store.ext)).toEqual(true);
      },
    },
    {
      name: 'the declared kinds of values exist, each named once',
      async run({ store, expect }) {
        const { values } = store.capabilities;
        expect(values.filter((kind) => !KINDS.has(kind))).toEqual([]);
        expect([...new Set(values)]).toEqual([...values]);
      },
    },
    {
      name: 'the class can be constructed without arguments',
      async run({ store, expect }) {
        expect(new (store.constructor as StoreClass)().ext).toEqual(store.ext);
      },
    },
  ],
};
