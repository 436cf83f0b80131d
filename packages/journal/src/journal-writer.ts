import { writeSync } from 'node:fs';
import type { PsyrunError } from '@psyrun/core';
import { syncFile } from '@psyrun/files';
import { recordFrame, sessionFrame } from './frame.ts';
import { journalError } from './journal-error.ts';
import type { JournalRecord, JournalSession } from './record.ts';

/** Maximum time from `append` to the write of a group, in milliseconds. */
const WRITE_AFTER = 50;
/** Maximum time from a write to its synchronization with the disk, in milliseconds. */
const SYNC_AFTER = 1000;
/** A group that has grown to this many bytes is written at once. */
const GROUP_BYTES = 1 << 20;

/** The part of `FileHandle` that is used. Users of these types need not install those of Node. */
interface OpenFile {
  readonly fd: number;
  close(): Promise<void>;
}

/**
 * Appends records to a journal in groups. {@link openJournal} makes it.
 *
 * A group is written at most 50 ms after its first record. It is on the disk at most one second
 * later. After a failed write, every later call throws.
 */
export class JournalWriter {
  readonly file: string;
  readonly #handle: OpenFile;
  readonly #onWritten: (records: number) => void;
  #group: Uint8Array[] = [];
  #groupBytes = 0;
  #groupRecords = 0;
  #groupSince = 0;
  #writeTimer: NodeJS.Timeout | undefined;
  #syncTimer: NodeJS.Timeout | undefined;
  #failure: PsyrunError | undefined;
  #closed = false;

  /** @internal */
  constructor(file: string, handle: OpenFile, onWritten: (records: number) => void) {
    this.file = file;
    this.#handle = handle;
    this.#onWritten = onWritten;
  }

  /**
   * Adds a record to the group that is written next.
   *
   * Throws `PSYRUN_RESULT_VALUE`, naming the key, for a value that cannot be stored without loss;
   * the journal goes on without the record. Throws `PSYRUN_JOURNAL_WRITE` after a failed write or
   * after `close`.
   */
  append(record: JournalRecord): void {
    if (this.#failure) throw this.#failure;
    const frame = recordFrame(record);
    this.#groupRecords++;
    this.push(frame);
  }

  /** Adds a session: the records that follow are of this writer. Throws as {@link append} does. */
  begin(session: JournalSession): void {
    if (this.#failure) throw this.#failure;
    this.push(sessionFrame(session));
  }

  /** Adds a frame. @internal */
  push(frame: Uint8Array): void {
    if (this.#groupBytes === 0) {
      this.#groupSince = performance.now();
      this.#writeTimer ??= setTimeout(() => this.#write(), WRITE_AFTER);
    }
    this.#group.push(frame);
    this.#groupBytes += frame.length;
    // The timer cannot fire while a row computes in this process, so the time is compared as well.
    const due = performance.now() - this.#groupSince > WRITE_AFTER;
    if (due || this.#groupBytes > GROUP_BYTES) this.#write();
  }

  /** Resolves when all appended records are on the disk. Throws `PSYRUN_JOURNAL_WRITE`. */
  async flush(): Promise<void> {
    this.#write();
    await this.#sync();
    if (this.#failure) throw this.#failure;
  }

  /** Flushes and closes the file. Throws `PSYRUN_JOURNAL_WRITE`; the file is closed even then. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    try {
      await this.flush();
    } finally {
      clearTimeout(this.#syncTimer);
      await this.#handle.close();
      this.#failure ??= journalError(this.file, 'it has been closed');
    }
  }

  #write(): void {
    clearTimeout(this.#writeTimer);
    this.#writeTimer = undefined;
    if (this.#groupBytes === 0 || this.#failure) return;
    const bytes = Buffer.concat(this.#group, this.#groupBytes);
    const records = this.#groupRecords;
    this.#group = [];
    this.#groupBytes = 0;
    this.#groupRecords = 0;
    try {
      for (let done = 0; done < bytes.length;) done += writeSync(this.#handle.fd, bytes, done);
      this.#syncTimer ??= setTimeout(() => void this.#sync(), SYNC_AFTER);
    } catch (error) {
      this.#failure = journalError(this.file, (error as Error).message, error);
      return;
    }
    if (records > 0) this.#onWritten(records);
  }

  async #sync(): Promise<void> {
    clearTimeout(this.#syncTimer);
    this.#syncTimer = undefined;
    if (this.#failure) return;
    try {
      await syncFile(this.#handle.fd);
    } catch (error) {
      this.#failure ??= journalError(this.file, (error as Error).message, error);
    }
  }
}
