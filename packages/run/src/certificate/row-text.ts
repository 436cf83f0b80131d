import { createHash } from 'node:crypto';
import { canonicalValue, type NumericArray } from '@psyrun/core';
import { isNdArray } from '@psyrun/columns';
import { arrayBytes, dtypeOf } from '@psyrun/columns/internal';

/**
 * Returns a function that writes a row with these keys in its canonical form, as `canonicalRow` does, but for
 * arrays of numbers, for which their digest stands. The keys are sorted and written once.
 *
 * The function takes the value of each key, and throws `PSYRUN_VALUE` for one without a canonical form.
 *
 * @example
 * ```ts
 * const row: Record<string, unknown> = { trial: 3, radius: 0.5 };
 * rowText(['trial', 'radius'])((key) => row[key]); // => '{"radius":d3fe0000000000000,"trial":3}'
 * ```
 */
export function rowText(keys: readonly string[]): (valueOf: (key: string) => unknown) => string {
  const sorted = [...keys].sort();
  const names = sorted.map((key, i) => `${i === 0 ? '' : ','}${JSON.stringify(key)}:`);
  return (valueOf) => {
    let text = '{';
    for (let i = 0; i < sorted.length; i++) text += names[i]! + valueText(valueOf(sorted[i]!));
    return `${text}}`;
  };
}

function valueText(value: unknown): string {
  // Most values are numbers. The canonical form of these is the same, and takes longer.
  if (Number.isSafeInteger(value)) return String(value);
  if (typeof value !== 'object' || value === null) return canonicalValue(value);
  if (isNdArray(value)) return arrayText(value.shape, value.data);
  if (ArrayBuffer.isView(value) && !(value instanceof Uint8Array || value instanceof DataView)) {
    return arrayText([(value as NumericArray).length], value as NumericArray);
  }
  return canonicalValue(value);
}

/** Text of a million numbers would take a second. */
function arrayText(shape: readonly number[], data: NumericArray): string {
  const digest = createHash('sha256').update(arrayBytes(data)).digest('hex');
  return `a${dtypeOf(data)}[${shape.join()}]${digest}`;
}
