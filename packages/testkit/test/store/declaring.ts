import type { StoreValueKind } from '@psyrun/core';
import { RightStore } from './right-store.ts';

/** A right store, but for what it declares. */
export function declaring(...values: StoreValueKind[]): new () => RightStore {
  return class extends RightStore {
    override readonly capabilities = { cheapAppend: false, cheapRow: false, values };
  };
}
