import { isNdArray, NdColumn } from '@psyrun/columns';
import { emptyTable } from '@psyrun/columns/internal';
import { isPlainObject, PsyrunError, type Column, type Table } from '@psyrun/core';
import { Machine } from '../read/machine.ts';
import { resolve } from '../read/resolve.ts';
import { run } from '../read/run.ts';

/**
 * Returns the table in a pickle that another program wrote: a dict with a list, tuple, range or
 * array for each key. Columns may differ in length, as they may in Python.
 *
 * Throws `PSYRUN_FILE_FORMAT`, and `PSYRUN_STORE_VALUE` for objects that cannot be read.
 */
export function foreignTable(bytes: Buffer, file: string): Table {
  const machine = new Machine(bytes, file);
  run(machine);
  if (!machine.stopped) machine.fail('it has no end');
  const root = resolve(machine.pop(), machine);
  if (!isPlainObject(root)) throw noTable(file);
  const table = emptyTable();
  for (const [key, column] of Object.entries(root)) {
    table[key] = asColumn(column) ?? throwing(noTable(file, key));
  }
  return table;
}

/**
 * Like {@link foreignTable}, for callers that need rows. Throws `PSYRUN_FILE_FORMAT` also for
 * columns of unequal length.
 */
export function alignedTable(bytes: Buffer, file: string): Table {
  const table = foreignTable(bytes, file);
  const lengths = new Set(Object.values(table).map(({ length }) => length));
  if (lengths.size > 1) throw noRows(file, table);
  return table;
}

function noRows(file: string, table: Table): PsyrunError {
  const lengths = Object.entries(table).map(([key, { length }]) => `${key}: ${length}`);
  return new PsyrunError(
    'PSYRUN_FILE_FORMAT',
    `The columns of ${file} differ in length (${lengths.join(', ')}), so there are no rows.`,
    { hint: 'Load the whole file, or repair it in Python.', fields: { file } },
  );
}

function asColumn(value: unknown): Column | undefined {
  if (Array.isArray(value)) return value as unknown[];
  if (isNdArray(value))
    return value.shape.length > 0 ? new NdColumn(value.shape, value.data) : undefined;
  return ArrayBuffer.isView(value) && !(value instanceof Uint8Array)
    ? (value as unknown as Column)
    : undefined;
}

function throwing(error: Error): never {
  throw error;
}

function noTable(file: string, key?: string): PsyrunError {
  const what = key === undefined ? 'is a pickle' : `has no list or array at ${JSON.stringify(key)}`;
  return new PsyrunError('PSYRUN_FILE_FORMAT', `${file} ${what}, but holds no table.`, {
    hint: 'A table is a dict with a list or array for each key.',
    fields: { file, key },
  });
}
