import { randomUUID } from 'node:crypto';
import { appendFile, open, readFile } from 'node:fs/promises';
import { PsyrunError, type JobId } from '@psyrun/core';
import { ifThere, syncFile, thisProcess, type Owner } from '@psyrun/files';

const LINE_START = '{"event":';

/** One submission as the ledger knows it. */
export interface LedgerEntry {
  /** Unique for each submission. */
  readonly id: string;
  /** Full name of the job or array. */
  readonly name: string;
  /** The indices submitted, for an array. */
  readonly indices?: readonly number[];
  /** Name of the scheduler. */
  readonly scheduler: string;
  /** The process that submitted. */
  readonly by: Owner;
  /** When, in ISO 8601. */
  readonly time: string;
  /** The scheduler's name for the job; absent when the answer never came. */
  readonly job?: JobId;
}

/**
 * The submissions of a work directory, append-only.
 *
 * An intent is on disk before the scheduler is asked and a receipt follows its answer, so that a
 * crash between the two leaves an intent without receipt and never a job that nobody knows of.
 * A line is a JSON object; a last line that was cut short by a crash is passed over.
 */
export class Ledger {
  /** Its path. The file need not be there yet. */
  readonly file: string;

  constructor(file: string) {
    this.file = file;
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

  /** All submissions, oldest first. */
  async entries(): Promise<LedgerEntry[]> {
    const entries = new Map<string, LedgerEntry>();
    for (const line of await this.#lines()) {
      const { event, ...fields } = line;
      const known = entries.get(fields.id);
      if (event === 'intent') entries.set(fields.id, fields);
      else if (known !== undefined) entries.set(fields.id, { ...known, job: fields.job! });
    }
    return [...entries.values()];
  }

  async #append(line: object): Promise<void> {
    const file = await open(this.file, 'a');
    try {
      // A line feed first: whatever a crash left of the line before is closed by it.
      await appendFile(file, `\n${JSON.stringify(line)}`);
      await syncFile(file.fd);
    } finally {
      await file.close();
    }
  }

  async #lines(): Promise<LedgerLine[]> {
    const text = (await ifThere(readFile(this.file, 'utf8'))) ?? '';
    return text
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line, i) => this.#parse(line, i));
  }

  #parse(line: string, index: number): LedgerLine[] {
    try {
      return [JSON.parse(line) as LedgerLine];
    } catch {
      // Each writer closes what a crash left of the line before, so torn lines begin like whole ones.
      if (LINE_START.startsWith(line.slice(0, LINE_START.length))) return [];
      throw new PsyrunError(
        'PSYRUN_RUN_CORRUPT',
        `${this.file} is damaged in entry ${index + 1}.`,
        {
          hint: 'Remove the file if you are sure that no job of this task is queued or running.',
          fields: { file: this.file },
        },
      );
    }
  }
}

type LedgerLine = LedgerEntry & { readonly event: 'intent' | 'receipt' };
