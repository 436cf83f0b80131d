import { PsyrunError, type JobId, type JobStatus, type Submission } from '@psyrun/core';
import { parseArrayId } from '@psyrun/scheduler-command';
import type { StatusQueries } from '../status/status-queries.ts';
import { marksFolder, type NeededJobs } from './success-marks.ts';

/** The dependencies of a submission. */
export interface Before {
  /** The numbers of the jobs that it waits for. */
  readonly numbers: readonly string[];
  /** The jobs whose success it checks before it begins. */
  readonly needed: readonly NeededJobs[];
}

interface Made {
  readonly tag: string;
  readonly log: string;
}

/** The jobs on which later submissions depend. */
export class Predecessors {
  readonly #queries: StatusQueries;
  readonly #made = new Map<JobId, Made>();

  constructor(queries: StatusQueries) {
    this.#queries = queries;
  }

  /** Remembers a submission of this process. Returns the id. */
  note(id: JobId, { tag, log }: Submission): JobId {
    this.#made.set(id, { tag, log });
    return id;
  }

  /**
   * Resolves to the dependencies of a submission that are certainly meant: a number may belong to
   * another job by now. Throws `PSYRUN_JOB_FAILED` if one is gone and it is not known how it ended.
   */
  async of(submission: Submission): Promise<Before> {
    const { dependsOn, evenIfFailed } = submission;
    if (dependsOn.length === 0) return { numbers: [], needed: [] };
    const found = await this.#queries.statusOf(dependsOn);
    const there = dependsOn.filter((id) => this.#isThere(found.get(id)!));
    if (evenIfFailed) return { numbers: numbersOf(there), needed: [] };
    const forgotten = dependsOn.find((id) => !there.includes(id) && isForgotten(found.get(id)!));
    if (forgotten !== undefined) throw notDone(submission, forgotten);
    const numbers = numbersOf(there);
    const jobs = await this.#queries.jobs(numbers);
    const needed = dependsOn.flatMap((id): NeededJobs[] => {
      const { identity, state } = found.get(id)!;
      const hasFailed = state === 'failed';
      if (!there.includes(id) && !hasFailed) return [];
      const made = this.#made.get(id);
      const { tag, log } = made ?? { tag: identity?.tag ?? '', log: submission.log };
      const count = jobs.get(parseArrayId(id).job)?.count ?? 1;
      return [{ id, folder: marksFolder(log, tag), count, hasFailed }];
    });
    return { numbers, needed };
  }

  /** True if the job goes on, and has the tag that it was submitted with. */
  #isThere({ id, state, identity, stuck }: JobStatus): boolean {
    const tag = this.#made.get(id)?.tag ?? identity?.tag;
    const isOver = !stuck && (state === 'done' || state === 'failed' || state === 'unknown');
    return !isOver && tag !== undefined && identity?.tag === tag;
  }
}

function numbersOf(ids: readonly JobId[]): string[] {
  return [...new Set(ids.map((id) => parseArrayId(id).job))];
}

function isForgotten({ state }: JobStatus): boolean {
  return state !== 'done' && state !== 'failed';
}

function notDone({ name }: Submission, id: JobId): PsyrunError {
  return new PsyrunError(
    'PSYRUN_JOB_FAILED',
    `Job ${name} was not submitted. It depends on job ${id}, and Grid Engine does not know how that ended.`,
    { hint: 'Read the log of that job, then use psy run again.', fields: { job: name, id } },
  );
}
