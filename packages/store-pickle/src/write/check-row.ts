import type { Row } from '@psyrun/core';
import { ByteWriter } from './byte-writer.ts';
import { Pickler } from './pickler.ts';
import { PythonWriter } from './python-writer.ts';
import { sharedObjects } from './shared-objects.ts';

/** Enough for most values. */
const FEW_BYTES = 1 << 10;

/**
 * Throws `PSYRUN_STORE_VALUE`, naming the key, for a value that Python cannot represent.
 *
 * @example
 * ```ts
 * checkRow({ x: 1, when: new Date(0) }); // => undefined
 * ```
 */
export function checkRow(row: Row): void {
  const others = Object.entries(row).filter(([, value]) => !isPlain(value));
  if (others.length === 0) return;
  const values = others.map(([, value]) => [value]);
  const writer = new PythonWriter(new ByteWriter(FEW_BYTES), 1);
  const pickler = new Pickler(writer, sharedObjects(values));
  others.forEach(([key], i) => pickler.column(values[i]!, key, 0, false));
}

/** True for values that every pickle holds. */
function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
}
