import type { JournalEntry } from '@psyrun/journal';
import { scanRecords, type WorkDirectory } from '@psyrun/run';
import type { RowRecord } from '../schemas/repro.ts';

/**
 * Returns the last record of a row of the space with this hash; undefined if none can be read.
 */
export async function recordOf(
  index: number,
  space: string,
  directory: WorkDirectory,
): Promise<RowRecord | undefined> {
  let last: JournalEntry | undefined;
  for (const file of await directory.journals()) {
    await scanRecords(file, ({ session, index: row }, read) => {
      if (row === index && session['space'] === space) last = { session, record: read() };
    });
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
