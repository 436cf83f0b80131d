import {
  isPsyrunError,
  PsyrunError,
  type Row,
  type Store,
  type StoreValueKind,
} from '@psyrun/core';
import { isComplex } from '../array/complex.ts';
import { columnKind } from '../column/column-kind.ts';
import { plainRow } from '../column/plain-value.ts';
import { withRowIndices } from './row-indices.ts';

/**
 * Throws `PSYRUN_STORE_VALUE`, naming row `index`, if the store cannot hold the row whatever the other
 * rows are. A store without `checkRow` is asked for the kinds of values that it declares.
 *
 * @example
 * ```ts
 * import type { Store } from '@psyrun/core';
 * const store = { ext: '.tsv', capabilities: { values: ['string'] } } as unknown as Store;
 * checkStorable(store, { x: 1, s: 'a' }, 7); // => undefined
 * ```
 */
export function checkStorable(store: Store, row: Row, index: number): void {
  if (store.checkRow === undefined) return checkKinds(store, row, index);
  try {
    // Stores that know typed values may write them otherwise than what stands for them.
    store.checkRow(store.capabilities.scalars === true ? row : plainRow(row));
  } catch (error) {
    throw isPsyrunError(error) ? withRowIndices(error, () => index) : error;
  }
}

function checkKinds({ ext, capabilities }: Store, row: Row, index: number): void {
  for (const [key, value] of Object.entries(row)) {
    const [kind, ...others] = kindsOf(value);
    if (kind === undefined) continue;
    if ([kind, ...others].some((each) => capabilities.values.includes(each))) continue;
    throw new PsyrunError(
      'PSYRUN_STORE_VALUE',
      `Row ${index} holds a value of the kind ${kind} under ${JSON.stringify(key)}, which ${ext} files cannot hold.`,
      {
        hint: 'Exclude the key from the result, or choose the pickle store (.pkl), which holds any value.',
        fields: { key, kind, row: index },
      },
    );
  }
}

/** Returns the kinds of which a store needs one to hold a value; none if every store holds it. */
function kindsOf(value: unknown): StoreValueKind[] {
  const { kind } = columnKind([value]);
  switch (kind) {
    case 'int':
    case 'float':
    case 'null':
      return [];
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? [] : ['bigint'];
    case 'object':
      return isComplex(value) ? ['complex', 'object'] : ['object'];
    // Lists of one shape may count as arrays.
    case 'ndarray':
    case 'list':
      return ['list', 'ndarray'];
    default:
      return [kind];
  }
}
