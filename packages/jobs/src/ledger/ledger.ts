import { randomUUID } from 'node:crypto';
import { appendFile, open, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isPsyrunError, type JobId, type PsyrunError } from '@psyrun/core';
import { damaged, namesIn, readPlainFile, syncFile, thisProcess, type Owner } from '@psyrun/files';
import type { LedgerEntry } from './ledger-entry.ts';
import { decodeLine, encodeLine, isTorn, type LedgerLine } from './ledger-line.ts';

/**
 * The submissions of a work directory, append-only.
 *
 * An intent is on disk before the scheduler is asked and a receipt follows its answer, so that a
 * crash between the two leaves an intent without receipt and never a job that nobody knows of.
 * A line is a JSON object with a checksum. A last line that was cut short by a crash is passed over,
 * and cut off by the next writer, of which there is one at a time.
 */
export class Ledger {
  /** Its path. The file need not be there yet. */
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** Makes the file: from now on, its absence means that it was lost. */
  async begin(): Promise<void> {
    if ((await this.#lines()).length === 0) await this.#append({ event: 'begin' });
  }

  /** Writes down that a job is about to be submitted; returns the entry's id. */
  async intend(what: Pick<LedgerEntry, 'name' | 'indices' | 'scheduler'>): Promise<string> {
    const id = randomUUID();
    const time = new Date().toISOString();
    await this.#append({ event: 'intent', id, ...what, by: thisProcess(), time });
    return id;
  }

  /** Writes down the scheduler's answer to an intent. */
  async receive(id: string, job: JobId): Promise<void> {
    await this.#append({ event: 'receipt', id, job });
  }

  /**
   * All submissions, oldest first. Throws `PSYRUN_RUN_CORRUPT`, naming the line, for a damaged
   * ledger, and for one that is gone although there are job files.
   */
  async entries(): Promise<LedgerEntry[]> {
    const lines = await this.#lines();
    if (lines.length === 0) await this.#checkThatNoneWere();
    const entries = new Map<string, LedgerEntry>();
    for (const line of lines) {
      if (line.event === 'intent') {
        const { event, ...entry } = line;
        entries.set(entry.id, entry);
      } else if (line.event === 'receipt') {
        const known = entries.get(line.id);
        if (known !== undefined) entries.set(line.id, { ...known, job: line.job });
      }
    }
    return [...entries.values()];
  }

  async #append(line: LedgerLine): Promise<void> {
    await this.#cutTornLine();
    const file = await open(this.file, 'a');
    try {
      // A line feed first: the last line of an earlier version has none.
      await appendFile(file, `\n${encodeLine(line)}\n`);
      await syncFile(file.fd);
    } finally {
      await file.close();
    }
  }

  async #cutTornLine(): Promise<void> {
    const bytes = await this.#bytes();
    const end = bytes.lastIndexOf('\n') + 1;
    if (isTorn(bytes.toString('utf8', end))) await truncate(this.file, end);
  }

  async #lines(): Promise<LedgerLine[]> {
    const lines = (await this.#bytes()).toString('utf8').split('\n');
    return lines.flatMap((text, i) => {
      if (text === '' || (i === lines.length - 1 && isTorn(text))) return [];
      const decoded = decodeLine(text);
      if (decoded === 'torn') return [];
      if ('content' in decoded) return [decoded.content];
      throw this.#damaged(`${decoded.problem} (line ${i + 1})`);
    });
  }

  async #bytes(): Promise<Buffer> {
    try {
      return (await readPlainFile(this.file)) ?? Buffer.alloc(0);
    } catch (error) {
      throw isPsyrunError(error, 'PSYRUN_FILE_READ') ? this.#damaged('is not a file') : error;
    }
  }

  /** Job files are written after the ledger was begun. */
  async #checkThatNoneWere(): Promise<void> {
    const job = (await namesIn(dirname(this.file))).find((name) => /^[^:]+:.+\.json$/.test(name));
    if (job !== undefined) throw this.#damaged(`is empty or gone, but there is a job file ${job}`);
  }

  #damaged(what: string, cause?: unknown): PsyrunError {
    return damaged({ remedy: ledgerRemedy(this.file) }, this.file, what, cause);
  }
}

/** Returns the remedy for a ledger that cannot be used, as a sentence. */
export function ledgerRemedy(file: string): string {
  return (
    'If no job of this task is queued or running any more, remove the ledger and the job files ' +
    `beside it, no result is in them: rm -f '${file}' '${dirname(file)}'/*:*.json`
  );
}
