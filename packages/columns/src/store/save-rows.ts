import { isPsyrunError, PsyrunError, withoutHint, type Store, type Table } from '@psyrun/core';
import { emptyTable } from '../table/empty-table.ts';
import { rowOf } from '../table/rows.ts';
import { checkStorable } from './check-storable.ts';
import { tableFor } from './table-for.ts';
import { withRowIndices } from './row-indices.ts';

/** Rows of a space: the table, and the index in the space of each of its rows. */
export interface IndexedRows {
  readonly table: Table;
  readonly indices: readonly number[];
}

/** The maximum number of rows that a message names. */
const MOST_NAMED = 10;

/**
 * Saves rows of a space to `file`. If the store cannot hold some of them, the others are saved to
 * `otherwise`. Then it throws `PSYRUN_STORE_VALUE`, and the message names these rows by their indices
 * in the space and says where the others are.
 */
export async function saveRows(
  store: Store,
  file: string,
  otherwise: string,
  { table, indices }: IndexedRows,
): Promise<void> {
  try {
    await store.save(file, tableFor(store, table));
  } catch (error) {
    if (!isPsyrunError(error, 'PSYRUN_STORE_VALUE')) throw error;
    const refused = rowsRefused(store, { table, indices });
    const named = withRowIndices(error, (row) => indices[row] ?? row);
    if (refused.length === 0) throw notWritten(file, named);
    const refusedRows = new Set(refused.map(({ row }) => row));
    const others = [...indices.keys()].filter((row) => !refusedRows.has(row));
    if (others.length > 0) {
      await saveRows(store, otherwise, otherwise, {
        table: rowsAt(table, others),
        indices: others.map((row) => indices[row]!),
      });
    }
    throw notSaved(store.ext, otherwise, refused, indices);
  }
}

function notWritten(file: string, error: PsyrunError): PsyrunError {
  const { code, hint, fields, cause } = error;
  return new PsyrunError(code, `${file} was not written. ${withoutHint(error)}`, {
    ...(hint !== undefined && { hint }),
    fields: { ...fields, file },
    cause,
  });
}

/** A row that a store cannot hold whatever the others are: its number in the table, and why. */
interface Refused {
  readonly row: number;
  readonly error: PsyrunError;
}

function rowsRefused(store: Store, { table, indices }: IndexedRows): Refused[] {
  const refused: Refused[] = [];
  indices.forEach((index, row) => {
    try {
      checkStorable(store, rowOf(table, row), index);
    } catch (error) {
      if (!isPsyrunError(error, 'PSYRUN_STORE_VALUE')) throw error;
      refused.push({ row, error });
    }
  });
  return refused;
}

function rowsAt(table: Table, rows: readonly number[]): Table {
  const result = emptyTable();
  for (const [key, column] of Object.entries(table))
    result[key] = rows.map((row) => column.at(row));
  return result;
}

function notSaved(
  ext: string,
  otherwise: string,
  refused: readonly Refused[],
  indices: readonly number[],
): PsyrunError {
  const [{ error }] = refused as readonly [Refused];
  const named = refused.slice(0, MOST_NAMED).map(({ row }) => indices[row]);
  const rest = refused.length - named.length;
  const list = `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const rows = refused.length === 1 ? `row ${list}` : `rows ${list}`;
  const others = indices.length - refused.length;
  const where = others > 0 ? ` The other ${others} rows are in ${otherwise}.` : '';
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `The result was not written, because ${ext} files cannot hold ${rows}. ${withoutHint(error)}${where}`,
    {
      ...(error.hint !== undefined && { hint: error.hint }),
      fields: { ...error.fields, rows: refused.map(({ row }) => indices[row]) },
      cause: error,
    },
  );
}
