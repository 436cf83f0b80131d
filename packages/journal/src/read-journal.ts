import { PsyrunError, withPath } from '@psyrun/core';
import { openPlainFile } from '@psyrun/files';
import { forEachFrame, readBlocks, type Block } from './blocks.ts';
import { entryAt, FRAME_HEAD, frameKind, KIND, recordAt, sessionAt } from './frame.ts';
import { recordReader, type RecordReader } from './peek/record-reader.ts';
import type { DamagedPart } from './damage/gap.ts';
import type { JournalRecord, JournalSession } from './record.ts';

/** A record and the session that wrote it. */
export interface JournalEntry {
  /** Empty if damage before the record may hide its session. */
  readonly session: JournalSession;
  readonly record: JournalRecord;
}

/** A record without its values, and the session that wrote it. */
export interface ScannedEntry {
  /** Empty if damage before the record may hide its session. */
  readonly session: JournalSession;
  readonly kind: 'done' | 'failed';
  /** Index of the row in the space. */
  readonly index: number;
  /** 1 for the first try of the row. */
  readonly attempt: number;
  /** The offset of the record in the file, in bytes; {@link readRecordsAt} reads it there. */
  readonly offset: number;
  /** Number of bytes of the record in the file. */
  readonly size: number;
}

/** The position up to which a journal has been read; {@link scanJournal} continues there. */
export interface JournalPlace {
  /** In bytes from the beginning of the file. */
  readonly offset: number;
  /** The session that began last. */
  readonly session: JournalSession;
}

/** The end of a call of {@link scanJournal}. The next call reads damaged parts again. */
export interface JournalScan extends JournalPlace {
  /** The damaged parts between records, in order. */
  readonly damaged: readonly DamagedPart[];
  /** Number of bytes after the last record. They are an incomplete write, or damaged. */
  readonly tail: number;
}

/** The session of records whose session is unknown. */
const UNKNOWN: JournalSession = {};
const BEGINNING: JournalPlace = { offset: 0, session: {} };

/**
 * Yields the records of a journal in the order in which they were appended, in limited memory.
 *
 * Another process may write the journal meanwhile. The records that were complete when reading
 * began are read. An incomplete record ends the reading without an error. Damaged parts between records
 * are passed over and returned.
 *
 * Throws `PSYRUN_FILE_NOT_FOUND`, and `PSYRUN_FILE_FORMAT` for a file that is not a journal.
 *
 * @example
 * ```ts
 * const journal = await openJournal(`/tmp/read-${process.pid}.journal`, { run: 'r1' });
 * journal.append({ kind: 'done', index: 3, attempt: 1, startedAt: 0, duration: 1, row: { x: 2 } });
 * await journal.close();
 * const rows: unknown[] = [];
 * for await (const { session, record } of readJournal(journal.file)) {
 *   rows.push([session['run'], record.index, record.row]);
 * }
 * rows; // => [['r1', 3, { x: 2 }]]
 * ```
 */
export async function* readJournal(
  file: string,
): AsyncGenerator<JournalEntry, readonly DamagedPart[]> {
  const handle = await openForReading(file);
  const damaged: DamagedPart[] = [];
  try {
    let session = UNKNOWN;
    for await (const { bytes, gap } of readBlocks(handle, file)) {
      if (gap?.damaged !== undefined) damaged.push(gap.damaged);
      if (gap?.hidesSession === true) session = UNKNOWN;
      const entries: JournalEntry[] = [];
      forEachFrame(bytes, (at) => {
        if (frameKind(bytes, at) === KIND.session) session = sessionAt(bytes, at);
        else entries.push({ session, record: recordAt(bytes, at) });
      });
      yield* entries;
    }
    return damaged;
  } catch (error) {
    throw withPath(error, file);
  } finally {
    await handle.close();
  }
}

/**
 * Calls `visit` for every record of a journal, in order. Use it to count records, to find the rows
 * that are done, and to read the values of some records. Throws as {@link readJournal} does.
 *
 * It decodes the values of a record only if `visit` calls `read` or a method of it, which `visit` must
 * do before it returns.
 *
 * @example
 * ```ts
 * const journal = await openJournal(`/tmp/scan-${process.pid}.journal`, {});
 * journal.append({ kind: 'done', index: 3, attempt: 1, startedAt: 0, duration: 1, row: { x: 2 } });
 * await journal.close();
 * const rows = new Map<number, unknown>();
 * await scanJournal(journal.file, ({ index }, read) => rows.set(index, read().row));
 * [...rows]; // => [[3, { x: 2 }]]
 * ```
 *
 * @param from where an earlier call ended: only what was appended since is read, and what follows the
 * first damaged part. Bytes that another machine has just written may look like damage.
 */
export async function scanJournal(
  file: string,
  visit: (entry: ScannedEntry, read: RecordReader) => void,
  from: JournalPlace = BEGINNING,
): Promise<JournalScan> {
  const handle = await openForReading(file);
  let { session } = from;
  let end: JournalPlace = from;
  const damaged: DamagedPart[] = [];
  try {
    const blocks = readBlocks(handle, file, from.offset);
    let block = await blocks.next();
    for (; block.done !== true; block = await blocks.next()) {
      const { bytes, start, gap } = block.value;
      if (gap?.damaged !== undefined) damaged.push(gap.damaged);
      if (gap?.hidesSession === true) session = UNKNOWN;
      session = visitBlock(block.value, session, visit);
      if (damaged.length === 0) end = { offset: start + bytes.byteLength, session };
    }
    const { size } = await handle.stat();
    return { ...end, damaged, tail: Math.max(0, size - block.value) };
  } catch (error) {
    throw withPath(error, file);
  } finally {
    await handle.close();
  }
}

/** Visits the records of a block. Returns the session of what follows. */
function visitBlock(
  { bytes, start }: Block,
  session: JournalSession,
  visit: (entry: ScannedEntry, read: RecordReader) => void,
): JournalSession {
  let present = 0;
  const read = recordReader(bytes, () => present);
  forEachFrame(bytes, (at) => {
    present = at;
    const kind = frameKind(bytes, at);
    if (kind === KIND.session) session = sessionAt(bytes, at);
    else {
      const name = kind === KIND.done ? 'done' : 'failed';
      const size = FRAME_HEAD + bytes.getUint32(at, true);
      visit({ session, kind: name, ...entryAt(bytes, at), offset: start + at, size }, read);
    }
  });
  return session;
}

/** Opens a journal. Throws `PSYRUN_FILE_NOT_FOUND`. */
export async function openForReading(file: string) {
  const handle = await openPlainFile(file);
  if (handle !== undefined) return handle;
  throw new PsyrunError('PSYRUN_FILE_NOT_FOUND', `There is no journal ${file}.`, {
    fields: { file },
  });
}
