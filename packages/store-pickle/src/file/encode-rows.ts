import { rowCount } from '@psyrun/columns';
import type { Column, Table } from '@psyrun/core';
import { OP } from '../opcodes.ts';
import { ByteWriter } from '../write/byte-writer.ts';
import {
  type ColumnEntry,
  planColumns,
  plannedColumns,
  type PlannedColumn,
} from '../write/column-plan.ts';
import { Pickler } from '../write/pickler.ts';
import { PythonWriter } from '../write/python-writer.ts';
import { sharedObjects } from '../write/shared-objects.ts';
import { type BlockStart, encodeFooter, encodeHeader, FOOTER, headerRoom } from './block-format.ts';
import { blockRows } from './block-rows.ts';

/** The content of a file so far, and where it ends. */
export interface FileEnd {
  readonly rows: number;
  readonly columns: readonly ColumnEntry[];
  /** The position of the byte that ends the file; 0 if the file is written from the start. */
  readonly stop: number;
  /** The size of the file. It exceeds `stop` after an interrupted append. */
  readonly size: number;
}

/**
 * Number of bytes of one write. With larger parts, less is written while other parts are encoded.
 */
const PART_BYTES = 1 << 17;
/** A part may be longer than the limit by one block. */
const PART_MEMORY = 2 * PART_BYTES;
/** Enough for most appends, which have few rows. */
const FEW_ROWS = 100;
const FEW_BYTES = 1 << 14;

/** The end of a file that is written from the start. */
export const NOTHING: FileEnd = { rows: 0, columns: [], stop: 0, size: 0 };

/** Rows that are written in several parts, whose columns are known before the first part. */
export interface PartOfRows {
  readonly columns: readonly ColumnEntry[];
  readonly isLast: boolean;
}

/**
 * Encodes the rows of `table` as blocks that follow `end`, each with the bytes between it and the
 * block before; the last one with STOP, unless another part follows. It yields parts of one block or of about an eighth of a
 * megabyte. Each part is overwritten when the second part after it is requested.
 *
 * Throws `PSYRUN_ARGUMENT` for columns of unequal length, and `PSYRUN_STORE_VALUE` for values that
 * Python cannot represent.
 */
export function* encodeRows(
  table: Table,
  end: FileEnd,
  part?: PartOfRows,
): Generator<Buffer, void, undefined> {
  const count = rowCount(table);
  const columns = part
    ? plannedColumns(part.columns, table)
    : planColumns(end.columns, end.rows, table);
  const goesOn = part !== undefined && end.rows > 0;
  const entries = columns.map(({ entry }) => entry);
  const given = columns.map(({ values }) => values);
  let known = end.columns.length;
  let out = new ByteWriter(count < FEW_ROWS ? FEW_BYTES : PART_MEMORY);
  let other: ByteWriter | undefined;
  let from = 0;
  do {
    const to = Math.min(from + blockRows(given, from), count);
    const start = { rows: to - from, before: end.rows + from, after: end.stop, columns: entries };
    if (from > 0 || goesOn) out.byte(OP.NONE);
    if (from > 0 || goesOn || end.stop > 0) out.byte(OP.POP);
    writeBlock(out, start, () =>
      encodeColumns(out, columns, known, { from, to, before: goesOn ? end.rows : 0 }),
    );
    if (to === count && part?.isLast !== false) out.byte(OP.STOP);
    if (to === count || out.length > PART_BYTES) {
      yield out.written();
      // Reusing memory is much faster than allocating new memory.
      [out, other] = [other ?? new ByteWriter(PART_MEMORY), out];
      out.backTo(0);
    }
    known = columns.length;
    from = to;
  } while (from < count);
}

/**
 * Writes a block. Its header depends on the values, so it is put into reserved space afterwards.
 */
function writeBlock(out: ByteWriter, start: BlockStart, writeValues: () => void): void {
  const at = out.length;
  out.skip(headerRoom(start));
  const valuesAt = out.length;
  writeValues();
  const header = encodeHeader(start, out.written().subarray(valuesAt));
  out.written().set(header, at);
  out.append(encodeFooter(out.length - at + FOOTER));
}

interface Range {
  readonly from: number;
  readonly to: number;
  /** Number of rows of the parts before. */
  readonly before: number;
}

/**
 * Writes the opcodes that add the rows of a range to each column; columns from `known` on are new.
 * Few tables contain an object twice. If one does, encoding starts again and records all objects.
 */
function encodeColumns(
  out: ByteWriter,
  columns: readonly PlannedColumn[],
  known: number,
  range: Range,
): void {
  const values = columns.map((column) => valuesOf(column, range));
  const encode = (shared?: ReadonlySet<object>): boolean => {
    const writer = new PythonWriter(out, columns.length + 1);
    const pickler = new Pickler(writer, shared);
    columns.forEach(({ entry }, i) => {
      const isNew = i >= known;
      if (isNew) beginColumn(writer, entry, i + 1);
      else out.memo(OP.BINGET, OP.LONG_BINGET, i + 1);
      if (range.to > range.from) {
        out.byte(OP.MARK);
        pickler.column(values[i]!, entry.key, range.before + range.from, entry.floats);
        out.byte(OP.APPENDS);
      }
      out.byte(isNew ? OP.SETITEM : OP.POP);
    });
    return !pickler.foundTwice;
  };
  const start = out.length;
  if (encode()) return;
  out.backTo(start);
  encode(sharedObjects(values));
}

function beginColumn(writer: PythonWriter, entry: ColumnEntry, id: number): void {
  const { out } = writer;
  writer.text(entry.key);
  out.byte(OP.EMPTY_LIST);
  out.memo(OP.BINPUT, OP.LONG_BINPUT, id);
  if (entry.since === 0) return;
  out.byte(OP.MARK);
  for (let row = 0; row < entry.since; row++) {
    if (entry.before === 'NaN') out.float64(OP.BINFLOAT, NaN);
    else out.byte(OP.NONE);
  }
  out.byte(OP.APPENDS);
}

function valuesOf({ entry, values }: PlannedColumn, { from, to }: Range): readonly unknown[] {
  if (values === undefined) {
    return Array<number | null>(to - from).fill(entry.numeric ? NaN : null);
  }
  return Array.isArray(values) ? values.slice(from, to) : sliceOf(values, from, to);
}

function sliceOf(values: Column, from: number, to: number): unknown[] {
  return Array.from({ length: to - from }, (_, i) => values.at(from + i));
}
