import type { JobId, JobStatus, Scheduler } from '@psyrun/core';

/** A scheduler that returns the states that the test has set. */
export async function fakeScheduler(states: Record<JobId, JobStatus['state']>): Promise<Scheduler> {
  const getStatus = async (ids: readonly JobId[]) =>
    new Map(ids.map((id) => [id, { id, state: states[id] ?? 'unknown' }]));
  return { name: 'fake', getStatus } as Partial<Scheduler> as Scheduler;
}
