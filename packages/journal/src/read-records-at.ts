import { PsyrunError, withPath } from '@psyrun/core';
import type { PlainFile } from '@psyrun/files';
import { claimedLength, intactLength, recordAt } from './frame.ts';
import { readAt } from './read-at.ts';
import { openForReading } from './read-journal.ts';
import type { JournalRecord } from './record.ts';

/** The maximum number of bytes that are read at once, unless one record is longer. */
const BLOCK_BYTES = 1 << 20;
/** The maximum number of bytes between two records that are read together. */
const NEAR = 1 << 16;
/** Number of bytes that are read for the last record at first. Most records have fewer. */
const USUAL_RECORD = 1 << 12;

/**
 * Reads the records of a journal at some offsets, which `scanJournal` has told, in ascending order. It
 * calls `visit` with each record and its number among the offsets. Records that are near each other are
 * read together.
 *
 * Throws `PSYRUN_FILE_NOT_FOUND`, and `PSYRUN_FILE_FORMAT` if an intact record is no longer there.
 *
 * @example
 * ```ts
 * const journal = await openJournal(`/tmp/at-${process.pid}.journal`, {});
 * for (const x of [2, 4, 8]) {
 *   journal.append({ kind: 'done', index: x, attempt: 1, startedAt: 0, duration: 1, row: { x } });
 * }
 * await journal.close();
 * const offsets: number[] = [];
 * await scanJournal(journal.file, ({ offset }) => offsets.push(offset));
 * const rows: unknown[] = [];
 * await readRecordsAt(journal.file, offsets.slice(1), ({ row }, i) => rows.push([i, row]));
 * rows; // => [[0, { x: 4 }], [1, { x: 8 }]]
 * ```
 */
export async function readRecordsAt(
  file: string,
  offsets: ArrayLike<number>,
  visit: (record: JournalRecord, i: number) => void,
): Promise<void> {
  const handle = await openForReading(file);
  try {
    for (let i = 0; i < offsets.length;) {
      const start = offsets[i]!;
      const bytes = await readFrom(handle, offsets, i);
      const first = i;
      while (i < offsets.length && intactLength(bytes, offsets[i]! - start) > 0) {
        visit(recordAt(bytes, offsets[i]! - start), i++);
      }
      if (i === first) throw changed(start);
    }
  } catch (error) {
    throw withPath(error, file);
  } finally {
    await handle.close();
  }
}

/** Reads record `i` and those that follow near by, as many as one block holds. */
async function readFrom(
  handle: PlainFile,
  offsets: ArrayLike<number>,
  i: number,
): Promise<DataView> {
  const start = offsets[i]!;
  let last = start;
  for (let next = i + 1; next < offsets.length; next++) {
    const offset = offsets[next]!;
    if (offset - last > NEAR || offset - start > BLOCK_BYTES) break;
    last = offset;
  }
  const bytes = await readAt(handle, start, last - start + USUAL_RECORD);
  const length = claimedLength(bytes, 0);
  if (length <= bytes.byteLength) return bytes;
  const { size } = await handle.stat();
  return readAt(handle, start, Math.min(length, size - start));
}

function changed(offset: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_FILE_FORMAT',
    `The record at byte ${offset} is no longer there. The journal was changed while it was read.`,
    { hint: 'Try again when nothing else changes the work directory.', fields: { offset } },
  );
}
