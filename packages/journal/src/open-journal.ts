import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isSystemError, type WarningHandler } from '@psyrun/core';
import { syncFolder } from '@psyrun/files';
import { readBlocks } from './blocks.ts';
import { HEADER, sessionFrame } from './frame.ts';
import { journalError } from './journal-error.ts';
import { JournalWriter } from './journal-writer.ts';
import type { JournalSession } from './record.ts';

/** Options of {@link openJournal}. */
export interface OpenJournalOptions {
  /** Receives the warning `PSYRUN_WARN_RECOVERED` if an incomplete record was cut off. */
  readonly onRecovered?: WarningHandler;
  /** Called after a group of records was written, with their number. */
  readonly onWritten?: (records: number) => void;
}

/**
 * Opens a journal for appending; creates it if there is none.
 *
 * Cuts off an incomplete record at the end. Writes `session` once, before the first record. The
 * file must have no other writer. Damaged parts between records stay as they are; {@link scanJournal}
 * reports them.
 *
 * Throws `PSYRUN_FILE_FORMAT` for a file that is not a journal, and `PSYRUN_JOURNAL_WRITE` if the file
 * cannot be written. It then leaves the file unchanged.
 *
 * @example
 * ```ts
 * const journal = await openJournal(`/tmp/doc-${process.pid}.journal`, { run: 'r1' });
 * journal.append({
 *   kind: 'done', index: 0, attempt: 1, startedAt: Date.now(), duration: 1.5,
 *   row: { radius: 0.5, area: Math.PI / 4 },
 * });
 * await journal.close();
 * const indices: number[] = [];
 * await scanJournal(journal.file, ({ index }) => indices.push(index));
 * indices; // => [0]
 * ```
 */
export async function openJournal(
  file: string,
  session: JournalSession,
  options: OpenJournalOptions = {},
): Promise<JournalWriter> {
  const frame = sessionFrame(session);
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'a+');
    const end = await endOfFrames(handle, file);
    await cutTail(handle, file, end, options.onRecovered);
    const journal = new JournalWriter(file, handle, options.onWritten ?? (() => undefined));
    journal.push(end === 0 ? Buffer.concat([HEADER, frame]) : frame);
    await journal.flush();
    if (end === 0) await syncFolder(dirname(file));
    return journal;
  } catch (error) {
    await handle?.close();
    throw isSystemError(error) ? journalError(file, error.message, error) : error;
  }
}

async function endOfFrames(handle: FileHandle, file: string): Promise<number> {
  const blocks = readBlocks(handle, file);
  for (;;) {
    const { done, value } = await blocks.next();
    if (done) return value;
  }
}

async function cutTail(
  handle: FileHandle,
  file: string,
  end: number,
  onRecovered: WarningHandler | undefined,
): Promise<void> {
  const torn = (await handle.stat()).size - end;
  if (torn === 0) return;
  await handle.truncate(end);
  onRecovered?.({
    code: 'PSYRUN_WARN_RECOVERED',
    message: `${file} ended in an interrupted write; its last ${torn} bytes were cut off. The rows that they held will be evaluated again.`,
    fields: { file, bytes: torn },
  });
}
