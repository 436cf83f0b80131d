import { isPsyrunError, PsyrunError, type Store, type Table } from '@psyrun/core';
import type { Range } from '@psyrun/pspace/internal';

/** Rows of a run and their indices in the space. */
export interface RowsOfRun {
  readonly table: Table;
  readonly done: readonly Range[];
}

/**
 * Writes rows of a run to a file. If the store refuses a value, the error names the row by its index in
 * the space, which is not its position in the table if rows before it are missing. Throws what the store
 * throws.
 */
export async function saveRows(
  store: Store,
  file: string,
  { table, done }: RowsOfRun,
): Promise<void> {
  try {
    await store.save(file, table);
  } catch (error) {
    if (!isPsyrunError(error, 'PSYRUN_STORE_VALUE')) throw error;
    throw refusedRow(file, error, indexAt(done, error.fields['row']));
  }
}

function refusedRow(file: string, error: PsyrunError, row: number | undefined): PsyrunError {
  const { code, fields } = error;
  const where = row === undefined ? '' : ` because of row ${row} of the space`;
  const isShifted = row !== undefined && row !== fields['row'];
  const counted = isShifted ? 'The store counts the rows that are done: ' : '';
  return new PsyrunError(code, `${file} was not written${where}. ${counted}${error.message}`, {
    fields: { ...fields, file, ...(row !== undefined && { row }) },
    cause: error.cause,
  });
}

/** Returns the index of the row at a position among the done rows. */
function indexAt(done: readonly Range[], position: unknown): number | undefined {
  if (typeof position !== 'number') return undefined;
  let before = 0;
  for (const [start, stop] of done) {
    if (position < before + stop - start) return start + position - before;
    before += stop - start;
  }
  return undefined;
}
