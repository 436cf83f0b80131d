import type { RecordedRow } from '@psyrun/run';
import type { RowsResult } from '../schemas/rows.ts';

/** The facts that are known of a row beside its values. */
export type RowFacts = Omit<RowsResult, 'task' | 'values' | 'error'>;

/** The names of {@link RowFacts}, in the order in which they are shown. */
export const FACTS = ['row', 'state', 'attempt', 'duration', 'started', 'job', 'host'] as const;

/** Returns what is known of a row. A `duration` is in seconds. */
export function factsOf(
  row: number,
  state: RowsResult['state'],
  recorded: RecordedRow | undefined,
  duration: number | undefined,
): RowFacts {
  if (recorded === undefined) return { row, state };
  const { attempt, startedAt, session } = recorded;
  const { job, host } = session;
  return {
    row,
    state,
    attempt,
    ...(duration !== undefined && {
      duration,
      started: new Date(startedAt).toISOString(),
    }),
    ...(typeof job === 'string' && { job }),
    ...(typeof host === 'string' && { host }),
  };
}
