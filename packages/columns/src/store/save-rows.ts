import {
  isPsyrunError,
  PsyrunError,
  withoutHint,
  type Store,
  type Table,
  type TableReader,
} from '@psyrun/core';
import { emptyTable } from '../table/empty-table.ts';
import { rowCount, rowsOf } from '../table/rows.ts';
import { checkStorable } from './check-storable.ts';
import { saveTables } from './save-tables.ts';
import { withRowIndices } from './row-indices.ts';

/** Rows of a space, in its order. */
export interface IndexedRows {
  /** Reads the rows from the first on, as {@link saveTables} takes them. */
  readonly tables: TableReader;
  /** Returns the index in the space of a row, which is given by its number. */
  readonly indexOf: (row: number) => number;
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
  { tables, indexOf }: IndexedRows,
): Promise<void> {
  try {
    await saveTables(store, file, tables);
  } catch (error) {
    if (!isPsyrunError(error, 'PSYRUN_STORE_VALUE')) throw error;
    const { refused, others, first } = await divided(store, { tables, indexOf });
    if (first === undefined) throw notWritten(file, withRowIndices(error, indexOf));
    if (others.length > 0) {
      await saveRows(store, otherwise, otherwise, {
        tables: () => withoutRows(tables(), new Set(refused)),
        indexOf: (row) => indexOf(others[row] ?? row),
      });
    }
    throw notSaved(store.ext, otherwise, first, refused.map(indexOf), others.length);
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

/** Divides rows into those that a store cannot hold, whatever the others are, and the others. */
async function divided(store: Store, { tables, indexOf }: IndexedRows) {
  const refused: number[] = [];
  const others: number[] = [];
  let first: PsyrunError | undefined;
  let row = 0;
  for await (const table of tables()) {
    for (const values of rowsOf(table)) {
      try {
        checkStorable(store, values, indexOf(row));
        others.push(row);
      } catch (error) {
        if (!isPsyrunError(error, 'PSYRUN_STORE_VALUE')) throw error;
        first ??= error;
        refused.push(row);
      }
      row++;
    }
  }
  return { refused, others, first };
}

async function* withoutRows(
  tables: AsyncIterable<Table>,
  refused: ReadonlySet<number>,
): AsyncGenerator<Table> {
  let start = 0;
  for await (const table of tables) {
    const count = rowCount(table);
    const kept = Array.from({ length: count }, (_, i) => i).filter((i) => !refused.has(start + i));
    yield kept.length === count ? table : rowsAt(table, kept);
    start += count;
  }
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
  first: PsyrunError,
  refused: readonly number[],
  others: number,
): PsyrunError {
  const named = refused.slice(0, MOST_NAMED);
  const rest = refused.length - named.length;
  const list = `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const rows = refused.length === 1 ? `row ${list}` : `rows ${list}`;
  const where = others > 0 ? ` The other ${others} rows are in ${otherwise}.` : '';
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `The result was not written, because ${ext} files cannot hold ${rows}. ${withoutHint(first)}${where}`,
    {
      ...(first.hint !== undefined && { hint: first.hint }),
      fields: { ...first.fields, rows: refused },
      cause: first,
    },
  );
}
