import { tagValue, toBase64 } from '@psyrun/columns/internal';
import type { FrozenValue } from './format.ts';

/**
 * Returns a value of a row as data for JSON, without loss; see {@link FrozenValue}.
 *
 * Throws `PSYRUN_VALUE` for values that a row cannot hold.
 */
export function freezeValue(value: unknown): FrozenValue {
  return tagValue(value, (bytes) => ({ v: toBase64(bytes) }));
}
