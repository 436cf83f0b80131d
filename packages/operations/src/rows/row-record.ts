import { readJournal, type JournalEntry } from '@psyrun/journal';
import type { RunDescription, WorkDirectory } from '@psyrun/run';
import type { RowRecord } from '../schemas/repro.ts';

/** Returns the last record of a row of a run; undefined if there is none. */
export async function recordOf(
  index: number,
  { space }: RunDescription,
  directory: WorkDirectory,
): Promise<RowRecord | undefined> {
  let last: JournalEntry | undefined;
  for (const file of await directory.journals()) {
    for await (const entry of readJournal(file)) {
      if (entry.record.index === index && entry.session['space'] === space.hash) last = entry;
    }
  }
  return last && asData(last);
}

function asData({ session, record }: JournalEntry): RowRecord {
  return {
    kind: record.kind,
    attempt: record.attempt,
    job: String(session['job']),
    host: String(session['host']),
    startedAt: new Date(record.startedAt).toISOString(),
    ...(record.kind === 'failed' && { error: record.error }),
  };
}
