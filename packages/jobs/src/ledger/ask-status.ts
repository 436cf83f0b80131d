import type { JobId, JobStatus, Scheduler } from '@psyrun/core';
import type { Submitters } from '../submit/by-submitter.ts';

/** What a scheduler says of jobs; it is not asked about none. */
export async function askStatus(
  scheduler: Scheduler,
  ids: readonly JobId[],
  { askStatus: ask }: Submitters,
): Promise<ReadonlyMap<JobId, JobStatus>> {
  if (ids.length === 0) return new Map();
  return ask === undefined ? scheduler.getStatus(ids) : ask(scheduler, ids);
}
