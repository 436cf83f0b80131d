import type { RecordedRow } from '@psyrun/run';
import type { RowsResult } from '../schemas/rows.ts';

/** The facts that are known of a row beside its values. */
export type RowFacts = Omit<RowsResult, 'task' | 'values' | 'error'>;

/** The names of {@link RowFacts}, in the order in which they are shown. */
export const FACTS = [
  'row',
  'state',
  'attempt',
  'duration',
  'started',
  'job',
  'host',
  'cpu',
  'memory',
  'shared',
  'class',
] as const;

/** Returns what is known of a row. `duration` and `cpu` are in seconds, `memory` in MiB. */
export function factsOf(
  row: number,
  state: RowsResult['state'],
  recorded: RecordedRow | undefined,
  duration: number | undefined,
): RowFacts {
  if (recorded === undefined) return { row, state };
  const { attempt, startedAt, session, usage } = recorded;
  const isUndone = state !== 'done' && recorded.class !== undefined;
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
    ...(usage?.cpu !== undefined && { cpu: secondsOf(usage.cpu) }),
    ...(usage?.memory !== undefined && {
      memory: mebibytesOf(usage.memory),
      shared: usage.isShared,
    }),
    ...(isUndone && { class: recorded.class }),
  };
}

/** Returns seconds, with all microseconds, of milliseconds. */
export function secondsOf(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1e6;
}

/** Returns MiB, with one digit behind the point, of bytes. */
export function mebibytesOf(bytes: number): number {
  return Math.round((bytes / 2 ** 20) * 10) / 10;
}
