import { PsyrunError, type JobId, type JobStatus, type Submission } from '@psyrun/core';
import type { StatusQueries } from '../status/status-queries.ts';

/** The jobs on which later submissions of this process depend. */
export class Predecessors {
  readonly #queries: StatusQueries;
  readonly #tags = new Map<JobId, string>();

  constructor(queries: StatusQueries) {
    this.#queries = queries;
  }

  /** Remembers the tag of a job that was submitted. Returns the id of the job. */
  note(id: JobId, tag: string): JobId {
    this.#tags.set(id, tag);
    return id;
  }

  /**
   * Resolves to the submission with those dependencies that are certainly meant. Slurm treats a
   * dependency that it has forgotten as successful, and its number may belong to another job.
   *
   * Throws `PSYRUN_JOB_FAILED` if a dependency is gone and is not known to have succeeded.
   */
  async proven(submission: Submission): Promise<Submission> {
    const { dependsOn } = submission;
    if (dependsOn.length === 0) return submission;
    const found = await this.#queries.statusOf(dependsOn);
    const gone = dependsOn.filter((id) => !this.#isThere(found.get(id)!));
    if (!submission.evenIfFailed) {
      for (const id of gone) {
        const status = found.get(id)!;
        if (status.state !== 'done') throw notDone(submission, status);
      }
    }
    return { ...submission, dependsOn: dependsOn.filter((id) => !gone.includes(id)) };
  }

  /** True if the controller knows the job under its number: it shows the tag of the job. */
  #isThere({ id, identity }: JobStatus): boolean {
    const tag = this.#tags.get(id) ?? identity?.tag;
    return tag !== undefined && identity?.tag === tag;
  }
}

function notDone({ name }: Submission, { id, state, reason }: JobStatus): PsyrunError {
  const end = state === 'failed' ? `that ended: ${reason}` : 'Slurm has forgotten how that ended';
  return new PsyrunError(
    'PSYRUN_JOB_FAILED',
    `Job ${name} was not submitted. It depends on job ${id}, and ${end}.`,
    { hint: 'Read the log of that job, then use psy run again.', fields: { job: name, id } },
  );
}
