import { arrayBytes, toBase64 } from '@psyrun/columns/internal';
import type { FrozenAxis } from './format.ts';
import { freezeValue } from './freeze-value.ts';

/** The number of characters of a float64 in base64. */
const CHARS_OF_FLOAT = (8 * 4) / 3;

/** Returns the values of an axis as data. Many numbers with many digits are shorter in base64. */
export function freezeList(values: ArrayLike<unknown>): FrozenAxis {
  if (ArrayBuffer.isView(values)) return { typed: freezeTyped(values) };
  const list = Array.from(values, freezeValue);
  if (!list.every((value) => typeof value === 'number')) return { list };
  if (JSON.stringify(list).length <= list.length * CHARS_OF_FLOAT) return { list };
  return { numbers: toBase64(arrayBytes(Float64Array.from(list))) };
}

/** A `Uint8Array` as axis is a list of numbers; it is not frozen as the bytes of one value. */
function freezeTyped(values: ArrayBufferView): ReturnType<typeof freezeValue> {
  if (!(values instanceof Uint8Array)) return freezeValue(values);
  return { $: 'uint8', v: toBase64(values) };
}
