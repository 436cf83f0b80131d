import type { JobId, JobState, JobStatus } from '@psyrun/core';

const STATES: Readonly<Record<string, JobState>> = {
  Q: 'queued',
  H: 'queued',
  '*Q': 'waiting',
  R: 'running',
  S: 'suspended',
  Z: 'suspended',
};

/** Id, queue and state. The later columns may be empty and are not read. */
const LINE = /^\s*(\d+)\s+\S+\s+(\*?[A-Z])\s/;

/**
 * Returns the jobs in the table that `sqjobs` prints. The table does not say how a job ended, so
 * the state of an ended job is `unknown`.
 *
 * @example
 * ```ts
 * readSqjobs('169799 nrap1     R     1      wha309 615s x.sh').get('169799')?.state; // => 'running'
 * readSqjobs('169799 nrap1     D     1      wha309 615s x.sh').get('169799')?.state; // => 'unknown'
 * ```
 */
export function readSqjobs(table: string): ReadonlyMap<JobId, JobStatus> {
  const jobs = new Map<JobId, JobStatus>();
  for (const line of table.split('\n')) {
    const [found, id, state] = LINE.exec(line) ?? [];
    if (found !== undefined) jobs.set(id!, { id: id!, state: STATES[state!] ?? 'unknown' });
  }
  return jobs;
}
