import type { JobId, JobStatus, Scheduler } from '@psyrun/core';
import type { TaskSchedulers } from '../submit/by-scheduler.ts';

/** Asks a scheduler for the states of jobs. Without jobs, it is not asked. */
export async function askStatus(
  scheduler: Scheduler,
  ids: readonly JobId[],
  { askStatus: ask }: TaskSchedulers,
): Promise<ReadonlyMap<JobId, JobStatus>> {
  if (ids.length === 0) return new Map();
  return ask === undefined ? scheduler.getStatus(ids) : ask(scheduler, ids);
}
