import type { Backend, CreateJobOptions, JobChain, ParameterSpace, Task } from '@psyrun/core';

/**
 * Distributes the rows of a task over jobs. One job splits the space into at most `maxJobs` batches
 * with at least `minItems` rows each. One job for each batch evaluates its rows. One job merges
 * their records into the result.
 */
export class DistributeBackend implements Backend {
  readonly task: Task;

  constructor(task: Task) {
    this.task = task;
  }

  /**
   * Returns the chain split, process, merge. Jobs that are done and up to date are marked as done.
   */
  async createJob(options: CreateJobOptions): Promise<JobChain> {
    const { createJob } = await import('./create-job.ts');
    return createJob(this.task, options);
  }

  async getMissing(): Promise<ParameterSpace> {
    const { rowsLeft } = await import('@psyrun/run');
    return rowsLeft(this.task);
  }

  /** Returns the missing rows of the batches whose jobs are queued or running. */
  async getQueued(): Promise<ParameterSpace> {
    const { queuedRows } = await import('./queued-rows.ts');
    return queuedRows(this.task);
  }

  /** Returns the jobs that are not active although their rows, or the result, are missing. */
  async getFailed(): Promise<readonly string[]> {
    const { failedJobs } = await import('./failed-jobs.ts');
    return failedJobs(this.task);
  }
}
