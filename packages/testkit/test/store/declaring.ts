import type { StoreValueKind } from '@psyrun/core';
import { RightStore } from './right-store.ts';

/** A correct store, except for its declarations. */
export function declaring(...values: StoreValueKind[]): new () => RightStore {
  return class extends RightStore {
    override readonly capabilities = { cheapAppend: false, cheapRow: false, values };
  };
}
