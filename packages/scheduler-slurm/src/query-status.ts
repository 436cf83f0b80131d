import { isPsyrunError, type JobId, type JobStatus } from '@psyrun/core';
import { byCluster, slurmIdsOf } from './job-ids.ts';
import { statuses, type JobReport } from './job-report.ts';
import { sacct } from './sacct.ts';
import { squeue } from './squeue.ts';

const ENDED = new Set<JobStatus['state']>(['done', 'failed', 'unknown']);

/**
 * What became of jobs: one call of `squeue`, and one of `sacct` if some have ended. The controller
 * forgets how tasks of an array ended one by one; the accounting remembers them all.
 */
export async function queryStatus(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
  const all = new Map<JobId, JobStatus>();
  for (const [cluster, ownIds] of byCluster(ids)) {
    const live = await squeue(slurmIdsOf(ownIds), cluster);
    const ended = [...statuses(ownIds, live).values()].filter(({ state }) => ENDED.has(state));
    const past = await accounting(
      ended.map(({ id }) => id),
      cluster,
    );
    for (const [id, status] of statuses(ownIds, new Map([...past, ...live]))) all.set(id, status);
  }
  return all;
}

/** The jobs among these that the controller does not know and that have not ended well. */
export async function doubtfulJobs(ids: readonly JobId[]): Promise<readonly JobStatus[]> {
  const doubtful: JobStatus[] = [];
  for (const [cluster, ownIds] of byCluster(ids)) {
    const live = statuses(ownIds, await squeue(slurmIdsOf(ownIds), cluster));
    const forgotten = ownIds.filter((id) => live.get(id)!.state === 'unknown');
    const past = statuses(forgotten, await accounting(forgotten, cluster));
    doubtful.push(...[...past.values()].filter(({ state }) => state !== 'done'));
  }
  return doubtful;
}

/** What the accounting says; nothing where it is absent, out of order, or was not installed. */
async function accounting(ids: readonly JobId[], cluster: string | undefined): Promise<JobReport> {
  if (ids.length === 0) return new Map();
  try {
    return await sacct(slurmIdsOf(ids), cluster);
  } catch (error) {
    // A job of which no witness knows is unknown, which is what an empty report says.
    if (isPsyrunError(error)) return new Map();
    throw error;
  }
}
