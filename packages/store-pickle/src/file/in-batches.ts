import { concatTables, rowCount } from '@psyrun/columns';
import { emptyTable } from '@psyrun/columns/internal';
import { PsyrunError, type Table } from '@psyrun/core';

/** The same rows in tables of `size` rows; the last may have fewer. */
export async function* inBatches(
  tables: AsyncIterable<Table>,
  size: number,
): AsyncGenerator<Table> {
  if (!(Number.isInteger(size) && size > 0)) throw badSize(size);
  let pieces: Table[] = [];
  let count = 0;
  for await (const table of tables) {
    pieces.push(table);
    count += rowCount(table);
    if (count < size) continue;
    const joined = concatTables(pieces);
    const whole = count - (count % size);
    for (let from = 0; from < whole; from += size) yield rowsFrom(joined, from, from + size);
    pieces = [rowsFrom(joined, whole, count)];
    count -= whole;
  }
  if (count > 0) yield concatTables(pieces);
}

function rowsFrom(table: Table, from: number, to: number): Table {
  const part = emptyTable<unknown[]>();
  for (const [key, column] of Object.entries(table)) {
    part[key] = Array.from({ length: to - from }, (_, i) => column.at(from + i));
  }
  return part;
}

function badSize(size: number): PsyrunError {
  return new PsyrunError('PSYRUN_ARGUMENT', `A batch cannot have ${size} rows.`, {
    hint: 'Give an integer of at least 1.',
    fields: { batch: size },
  });
}
