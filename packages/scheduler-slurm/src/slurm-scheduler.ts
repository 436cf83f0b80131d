import {
  PsyrunError,
  type JobId,
  type JobStatus,
  type Scheduler,
  type SchedulerCapabilities,
  type Submission,
} from '@psyrun/core';

/** Submits the jobs of psyrun to slurm. */
export class Slurm implements Scheduler {
  readonly name = 'slurm';
  readonly capabilities: SchedulerCapabilities = {
    arrays: false,
    immediate: false,
    outcomes: false,
  };
  readonly defaultArgs = {};

  async submit(submission: Submission): Promise<JobId> {
    throw unsupported(`submit ${submission.name}`);
  }

  async submitArray(_indices: readonly number[], submission: Submission): Promise<JobId> {
    throw unsupported(`submit the array ${submission.name}`);
  }

  async kill(_ids: readonly JobId[]): Promise<void> {
    throw unsupported('kill jobs');
  }

  async getStatus(_ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
    throw unsupported('tell the status of jobs');
  }

  async getJobs(): Promise<readonly JobId[]> {
    throw unsupported('list jobs');
  }
}

function unsupported(what: string): PsyrunError {
  return new PsyrunError('PSYRUN_NOT_SUPPORTED', `Slurm cannot ${what}.`);
}
