import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { readJournal, type JournalEntry } from '../src/read-journal.ts';
import type { DoneRecord, FailedRecord } from '../src/record.ts';

/** A folder for the files of one test file; removed after the last test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'psyrun-journal-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}

export function done(index: number, row: Record<string, unknown> = { x: index }): DoneRecord {
  return { kind: 'done', index, attempt: 1, startedAt: 1_700_000_000_000, duration: 0.25, row };
}

export function failed(index: number): FailedRecord {
  return {
    kind: 'failed',
    index,
    attempt: 2,
    startedAt: 1_700_000_000_001,
    duration: 3,
    row: { x: index },
    error: { name: 'RangeError', message: 'too large', code: 'E', reason: 'threw', host: 'n1' },
  };
}

export async function entriesOf(file: string): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for await (const entry of readJournal(file)) entries.push(entry);
  return entries;
}

export async function recordsOf(file: string) {
  return (await entriesOf(file)).map(({ record }) => record);
}
