import { columnKind, rowCount, type ColumnKind } from '@psyrun/columns';
import { PsyrunError, type Column, type Table } from '@psyrun/core';
import { parquetWriteFile, type BasicType, type ColumnSource } from 'hyparquet-writer';

/** The Parquet type for each kind of column that Parquet can store unchanged. */
const TYPES: Partial<Record<ColumnKind['kind'], BasicType>> = {
  int: 'INT64',
  bigint: 'INT64',
  float: 'DOUBLE',
  null: 'DOUBLE',
  boolean: 'BOOLEAN',
  string: 'STRING',
  bytes: 'BYTE_ARRAY',
  date: 'TIMESTAMP',
};

/** Writes a table to a new file. Throws `PSYRUN_STORE_VALUE` for unsupported values. */
export function writeParquet(path: string, table: Table): void {
  rowCount(table);
  parquetWriteFile({ filename: path, columnData: columnSources(table) });
}

/** Returns the columns as they are written. Throws `PSYRUN_STORE_VALUE` for unsupported values. */
export function columnSources(table: Table): ColumnSource[] {
  return Object.entries(table).map(([name, column]) => columnSource(name, column));
}

function columnSource(name: string, column: Column): ColumnSource {
  if (!isUnicode(name)) throw refused(name, 'half a character in its name');
  const { kind } = columnKind(column);
  const type = TYPES[kind];
  if (type === undefined) throw refused(name, `values of kind ${kind}`);
  const data = Array.from(column, (value) => {
    if (value === null || value === undefined) return null;
    if (typeof value === 'string' && !isUnicode(value)) throw refused(name, 'half a character');
    if (value instanceof Date && Number.isNaN(value.getTime()))
      throw refused(name, 'an invalid date');
    return type === 'INT64' ? int64(name, value as number | bigint) : value;
  });
  return { name, data, type, nullable: true };
}

/** False if a string has half a surrogate pair, which UTF-8 cannot store. */
function isUnicode(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function int64(name: string, value: number | bigint): bigint {
  const integer = BigInt(value);
  if (integer === BigInt.asIntN(64, integer)) return integer;
  throw refused(name, `${integer}, which needs more than 64 bits`);
}

function refused(key: string, what: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `"${key}" holds ${what}. ParquetStore cannot store it.`,
    {
      hint: 'Exclude the key from the result, or choose another store.',
      fields: { key },
    },
  );
}
