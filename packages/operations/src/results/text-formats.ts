import { rowsOf } from '@psyrun/columns';
import { plainValue } from '@psyrun/columns/internal';
import type { Table } from '@psyrun/core';
import { jsonText } from './json-text.ts';

/** Writes tables as text, piece by piece. */
export type TextFormat = (tables: AsyncIterable<Table>) => AsyncGenerator<string>;

/** The text formats that results are exported to, by suffix. */
export const TEXT_FORMATS: Readonly<Record<string, TextFormat>> = {
  '.csv': csv,
  '.jsonl': jsonLines,
};

/**
 * Comma-separated values (RFC 4180) with a line of names. An empty field is a missing value; an
 * empty text is `""`. Values that are not plain are in JSON.
 */
async function* csv(tables: AsyncIterable<Table>): AsyncGenerator<string> {
  let hasNames = false;
  for await (const table of tables) {
    if (!hasNames) yield `${Object.keys(table).map(cell).join()}\r\n`;
    hasNames = true;
    for (const row of rowsOf(table)) yield `${Object.values(row).map(cell).join()}\r\n`;
  }
}

/** One JSON object a row and line. */
async function* jsonLines(tables: AsyncIterable<Table>): AsyncGenerator<string> {
  for await (const table of tables) {
    for (const row of rowsOf(table)) yield `${jsonText(row)}\n`;
  }
}

function cell(given: unknown): string {
  const value = plainValue(given);
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  const text = typeof value === 'string' ? value : jsonText(value);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
