import { chosenKeys, isNdArray, NdColumn } from '@psyrun/columns';
import { emptyTable, rowsInFile } from '@psyrun/columns/internal';
import {
  isPsyrunError,
  PsyrunError,
  type Column,
  type LoadOptions,
  type Table,
} from '@psyrun/core';
import { contentKind, formatError } from '@psyrun/files';
import { Machine } from '../read/machine.ts';
import { Part } from '../read/part.ts';
import { PythonDict } from '../read/python-dict.ts';
import { pythonText } from '../python-text.ts';
import { resolve } from '../read/resolve.ts';
import { run } from '../read/run.ts';

/**
 * Returns the table in a pickle that another program wrote: a dict with a list, tuple, range or
 * array for each key. Columns may differ in length, as they may in Python. The chosen columns alone
 * are returned, and the others cannot fail.
 *
 * Throws `PSYRUN_FILE_FORMAT`, `PSYRUN_COLUMN_NOT_FOUND`, and `PSYRUN_STORE_VALUE` for objects that
 * cannot be read.
 */
export function foreignTable(bytes: Buffer, file: string, options: LoadOptions = {}): Table {
  const { columns, typed } = options;
  const { machine, entries } = dictIn(bytes, file, typed);
  const keys = [...entries.keys()];
  const odd = keys.findIndex((key) => typeof key !== 'string');
  if (odd >= 0 && columns === undefined) throw oddKey(file, keys[odd]);
  const known = keys.filter((key) => typeof key === 'string');
  const chosen = chosenKeys(file, known, columns);
  const values = resolve(
    chosen.map((key) => entries.get(key)),
    machine,
  ) as unknown[];
  const table = emptyTable();
  chosen.forEach((key, i) => {
    const column = asColumn(values[i]);
    if (column === undefined) throw noColumn(file, key, values[i]);
    table[key] = column;
  });
  return table;
}

/** Returns the keys of the dict that {@link foreignTable} reads, columns or not. */
export function foreignKeys(bytes: Buffer, file: string): unknown[] {
  return [...dictIn(bytes, file).entries.keys()];
}

/**
 * Like {@link foreignTable}, for callers that need rows. Throws `PSYRUN_FILE_FORMAT` also for
 * columns of unequal length.
 */
export function alignedTable(bytes: Buffer, file: string, options?: LoadOptions): Table {
  const table = foreignTable(bytes, file, options);
  rowsInFile(file, new Map(Object.entries(table).map(([key, { length }]) => [key, length])));
  return table;
}

function dictIn(
  bytes: Buffer,
  file: string,
  typed?: boolean,
): { machine: Machine; entries: PythonDict['entries'] } {
  const machine = new Machine(bytes, file, { typed: typed === true });
  try {
    run(machine);
  } catch (error) {
    // A format error names the kind of the file already, and what is refused by its name is a pickle of text.
    const { format, what } = contentKind(bytes) ?? { format: 'pickle', what: '' };
    const isTold =
      ['pickle', 'text'].includes(format) || isPsyrunError(error, 'PSYRUN_FILE_FORMAT');
    throw isTold ? error : formatError(file, 'pickle', what, error);
  }
  if (!machine.stopped) machine.fail('it has no end');
  const root = machine.pop();
  if (root instanceof PythonDict) return { machine, entries: root.entries };
  if (root instanceof Part) machine.refuse(root.label);
  throw new PsyrunError(
    'PSYRUN_FILE_FORMAT',
    `${file} is a pickle of ${pythonText(root)}, which is not a table.`,
    { hint: HINT, fields: { file } },
  );
}

const HINT =
  "A table is a dict with a list or array for each key. Of a data frame it is df.to_dict('list').";

function asColumn(value: unknown): Column | undefined {
  if (Array.isArray(value)) return value as unknown[];
  if (isNdArray(value))
    return value.shape.length > 0 ? new NdColumn(value.shape, value.data) : undefined;
  return ArrayBuffer.isView(value) && !(value instanceof Uint8Array)
    ? (value as unknown as Column)
    : undefined;
}

function oddKey(file: string, key: unknown): PsyrunError {
  return new PsyrunError(
    'PSYRUN_FILE_FORMAT',
    `${file} is a pickle of a dict with the key ${pythonText(key)}. The keys of a table are strings.`,
    {
      hint: 'In Python, write {str(key): values for key, values in table.items()}.',
      fields: { file },
    },
  );
}

function noColumn(file: string, key: string, value: unknown): PsyrunError {
  return new PsyrunError(
    'PSYRUN_FILE_FORMAT',
    `${file} holds ${pythonText(value)} under the key ${JSON.stringify(key)}, where a table has a list or an array.`,
    {
      hint: `${HINT} Other columns are read with load(file, { columns: […] }).`,
      fields: { file, key },
    },
  );
}
