import type { JobId, JobStatus, Scheduler } from '@psyrun/core';
import type { TaskSchedulers } from '../submit/by-scheduler.ts';

/** Resolves to the statuses of jobs. Does not query the scheduler if `ids` is empty. */
export async function askStatus(
  scheduler: Scheduler,
  ids: readonly JobId[],
  { askStatus: ask }: TaskSchedulers,
): Promise<ReadonlyMap<JobId, JobStatus>> {
  if (ids.length === 0) return new Map();
  return ask === undefined ? scheduler.getStatus(ids) : ask(scheduler, ids);
}
