import { randomUUID } from 'node:crypto';
import { appendFile, open, truncate } from 'node:fs/promises';
import { isPsyrunError, type JobId, type PsyrunError } from '@psyrun/core';
import { readPlainFile, shellQuoted, syncFile, thisProcess, writeError } from '@psyrun/files';
import { damaged } from '@psyrun/files/documents';
import type { LedgerEntry } from './ledger-entry.ts';
import { notedSize, noteSize } from './ledger-size.ts';
import { decodeLine, encodeLine, isTorn, type LedgerLine } from './ledger-line.ts';

/**
 * The append-only list of the submissions of a work directory.
 *
 * An intent is on disk before the scheduler is called. A receipt follows the answer. If the process
 * crashes in between, the intent stays without a receipt, so no job is unknown.
 *
 * Each line is a JSON object with a checksum. A last line that a crash cut short is ignored by readers
 * and removed by the next writer. There is only one writer at a time.
 */
export class Ledger {
  /** Path of the file, which need not exist yet. */
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** Records that a job will be submitted. Resolves to the id of the entry. */
  async intend(
    what: Pick<LedgerEntry, 'name' | 'indices' | 'scheduler' | 'system'>,
  ): Promise<string> {
    const id = randomUUID();
    const time = new Date().toISOString();
    await this.#append({ event: 'intent', id, ...what, by: thisProcess(), time });
    return id;
  }

  /** Records the scheduler's answer to an intent. */
  async receive(id: string, job: JobId): Promise<void> {
    await this.#append({ event: 'receipt', id, job });
  }

  /** Records what the scheduler says about the job of an intent, to recognise the job later. */
  async identify(id: string, identity: NonNullable<LedgerEntry['identity']>): Promise<void> {
    await this.#append({ event: 'identity', id, identity });
  }

  /** Records that the process of an intent without a receipt is dead, as somebody has said. */
  async abandon(id: string): Promise<void> {
    await this.#append({ event: 'abandoned', id });
  }

  /** Records that the jobs of all submissions so far have ended. */
  async settle(): Promise<void> {
    const entries = await this.entries();
    if (entries.some(({ settled }) => settled !== true)) await this.#append({ event: 'settled' });
  }

  /**
   * Resolves to all submissions, the oldest first. Throws `PSYRUN_RUN_CORRUPT` if a line is damaged,
   * with its number, and if the ledger has lost its end or is missing.
   */
  async entries(): Promise<LedgerEntry[]> {
    const lines = await this.#lines();
    const entries = new Map<string, LedgerEntry>();
    for (const line of lines) {
      if (line.event === 'settled') {
        for (const [id, entry] of entries) entries.set(id, { ...entry, settled: true });
        continue;
      }
      const { event, ...more } = line;
      const known = entries.get(line.id);
      if (event === 'intent') entries.set(line.id, more as LedgerEntry);
      else if (known !== undefined) {
        entries.set(line.id, { ...known, ...(event === 'abandoned' ? { abandoned: true } : more) });
      }
    }
    return [...entries.values()];
  }

  async #append(line: LedgerLine): Promise<void> {
    try {
      await this.#cutTornLine();
      await this.#write(line);
    } catch (error) {
      throw writeError(error, this.file);
    }
  }

  async #write(line: LedgerLine): Promise<void> {
    const file = await open(this.file, 'a');
    try {
      // The line starts with a line feed, because earlier versions wrote none at the end.
      await appendFile(file, `\n${encodeLine(line)}\n`);
      await syncFile(file.fd);
      await noteSize(this.#sizeFile, (await file.stat()).size);
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
    // Asked first: the ledger may grow meanwhile.
    const least = await notedSize(this.#sizeFile);
    const bytes = await this.#read();
    if (bytes.length >= least) return bytes;
    throw this.#damaged(`has lost its end: it has ${bytes.length} bytes, and had ${least}`);
  }

  async #read(): Promise<Buffer> {
    try {
      return Buffer.from((await readPlainFile(this.file)) ?? []);
    } catch (error) {
      throw isPsyrunError(error, 'PSYRUN_FILE_READ') ? this.#damaged('is not a file') : error;
    }
  }

  get #sizeFile(): string {
    return `${this.file}.size`;
  }

  #damaged(what: string, cause?: unknown): PsyrunError {
    return damaged({ remedy: ledgerRemedy(this.file) }, this.file, what, cause);
  }
}

/** Returns the hint for a ledger that cannot be used. */
export function ledgerRemedy(file: string): string {
  return (
    'If no job of this task is queued or running any more, remove the ledger. It contains no results: ' +
    `rm -rf ${shellQuoted(file)} ${shellQuoted(`${file}.size`)}`
  );
}
