import { isPsyrunError, type JobId, type JobStatus } from '@psyrun/core';
import { byCluster, jobNumbers, slurmIdsOf } from '../command/job-ids.ts';
import { statuses, type JobReport } from './job-report.ts';
import { ThrottledCache } from './throttled-cache.ts';
import { sacct } from './sacct.ts';
import { squeue } from './squeue.ts';

const ENDED = new Set<JobStatus['state']>(['done', 'failed', 'unknown']);
const NOTHING: JobReport = new Map();

/**
 * Queries the states of jobs: one call of `squeue`, and one of `sacct` if some have ended. The
 * controller forgets how tasks of an array ended. The accounting remembers all of them.
 *
 * An answer is cached for a while, also for other jobs of the same arrays.
 */
export class StatusQueries {
  readonly #live = new ThrottledCache<JobReport>();
  readonly #past = new ThrottledCache<JobReport>();

  /** Resolves to the states of jobs. Jobs of other clusters are queried there. */
  async statusOf(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
    const all = new Map<JobId, JobStatus>();
    for (const [cluster, ownIds] of byCluster(ids)) {
      const numbers = jobNumbers(slurmIdsOf(ownIds));
      const question = `${cluster ?? ''} ${numbers.join()}`;
      const live = await this.#live.get(question, () => squeue(numbers, cluster));
      const hasEnded = [...statuses(ownIds, live).values()].some(({ state }) => ENDED.has(state));
      const past = hasEnded
        ? await this.#past.get(question, () => accounting(numbers, cluster))
        : NOTHING;
      for (const [id, status] of statuses(ownIds, new Map([...past, ...live]))) all.set(id, status);
    }
    return all;
  }

  /** Drops the cached answers after a change. */
  forget(): void {
    this.#live.forget();
    this.#past.forget();
  }
}

/** Returns those of the jobs that the controller does not know and that have not succeeded. */
export async function doubtfulJobs(ids: readonly JobId[]): Promise<readonly JobStatus[]> {
  const doubtful: JobStatus[] = [];
  for (const [cluster, ownIds] of byCluster(ids)) {
    const live = statuses(ownIds, await squeue(jobNumbers(slurmIdsOf(ownIds)), cluster));
    const forgotten = ownIds.filter((id) => live.get(id)!.state === 'unknown');
    const past = statuses(forgotten, await accounting(jobNumbers(slurmIdsOf(forgotten)), cluster));
    doubtful.push(...[...past.values()].filter(({ state }) => state !== 'done'));
  }
  return doubtful;
}

/**
 * Resolves to the report of the accounting, or an empty one if there is no accounting or it fails.
 */
async function accounting(
  numbers: readonly string[],
  cluster: string | undefined,
): Promise<JobReport> {
  if (numbers.length === 0) return NOTHING;
  try {
    return await sacct(numbers, cluster);
  } catch (error) {
    // An empty report makes the job unknown.
    if (isPsyrunError(error)) return NOTHING;
    throw error;
  }
}
