import { isPsyrunError, type JobId, type JobStatus } from '@psyrun/core';
import { byCluster, jobNumbers, slurmIdsOf } from '../command/job-ids.ts';
import { statuses, type JobReport } from './job-report.ts';
import { ThrottledCache } from './throttled-cache.ts';
import { sacct } from './sacct.ts';
import { squeue } from './squeue.ts';

const ENDED = new Set<JobStatus['state']>(['done', 'failed', 'unknown']);
const NOTHING: JobReport = new Map();

/**
 * Asks what became of jobs: one call of `squeue`, and one of `sacct` if some have ended. The
 * controller forgets how tasks of an array ended one by one; the accounting remembers them all.
 *
 * An answer is kept for a while, also for other jobs of the same arrays.
 */
export class StatusQueries {
  readonly #live = new ThrottledCache<JobReport>();
  readonly #past = new ThrottledCache<JobReport>();

  /** What became of jobs; those of other clusters are asked about there. */
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

  /** Forgets the answers: something has changed. */
  forget(): void {
    this.#live.forget();
    this.#past.forget();
  }
}

/** The jobs among these that the controller does not know and that have not ended well. */
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

/** What the accounting says; nothing where it is absent, out of order, or was not installed. */
async function accounting(
  numbers: readonly string[],
  cluster: string | undefined,
): Promise<JobReport> {
  if (numbers.length === 0) return NOTHING;
  try {
    return await sacct(numbers, cluster);
  } catch (error) {
    // A job of which no witness knows is unknown, which is what an empty report says.
    if (isPsyrunError(error)) return NOTHING;
    throw error;
  }
}
