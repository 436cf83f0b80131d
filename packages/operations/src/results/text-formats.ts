import { rowCount, rowsOf } from '@psyrun/columns';
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

/** The approximate number of characters that are given to the file at once. */
const PIECE = 1 << 16;

/**
 * Comma-separated values (RFC 4180) with a line of names. An empty field is a missing value; an
 * empty text is `""`. Values that are not plain are in JSON.
 */
async function* csv(tables: AsyncIterable<Table>): AsyncGenerator<string> {
  let hasNames = false;
  for await (const table of tables) {
    if (!hasNames) yield `${Object.keys(table).map(cell).join()}\r\n`;
    hasNames = true;
    yield* inPieces(csvLines(table));
  }
}

/** Yields a line for each row. The rows are not made into objects. */
function* csvLines(table: Table): Generator<string> {
  const [first, ...others] = Object.values(table);
  const count = rowCount(table);
  for (let row = 0; row < count; row++) {
    let line = cell(first?.at(row));
    for (const column of others) line += `,${cell(column.at(row))}`;
    yield `${line}\r\n`;
  }
}

/** One JSON object a row and line. */
async function* jsonLines(tables: AsyncIterable<Table>): AsyncGenerator<string> {
  for await (const table of tables) yield* inPieces(jsonLinesOf(table));
}

function* jsonLinesOf(table: Table): Generator<string> {
  for (const row of rowsOf(table)) yield `${jsonText(row)}\n`;
}

/** Joins short lines: each piece costs a write to the file. */
function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function cell(given: unknown): string {
  if (typeof given === 'number') return String(given);
  const value = plainValue(given);
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  const text = typeof value === 'string' ? value : jsonText(value);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
