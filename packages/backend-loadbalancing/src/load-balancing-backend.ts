import type { Backend, CreateJobOptions, JobChain, ParameterSpace, Task } from '@psyrun/core';

/**
 * Lets workers share the rows of a task. One job makes a queue of them. `maxJobs` jobs with
 * `poolSize` worker processes each take rows from it until none is left. One job merges their
 * records into the result. Use it for rows with very different durations.
 */
export class LoadBalancingBackend implements Backend {
  readonly task: Task;

  constructor(task: Task) {
    this.task = task;
  }

  /**
   * Returns the chain pspace, process, finalize. Jobs that are done and up to date are marked as
   * done.
   */
  async createJob(options: CreateJobOptions): Promise<JobChain> {
    const { createJob } = await import('./create-job.ts');
    return createJob(this.task, options);
  }

  async getMissing(): Promise<ParameterSpace> {
    const { rowsLeft } = await import('@psyrun/run');
    return rowsLeft(this.task);
  }

  /** Returns the missing rows while jobs are queued or running, since any job may take any row. */
  async getQueued(): Promise<ParameterSpace> {
    const { queuedRows } = await import('./queued-rows.ts');
    return queuedRows(this.task);
  }

  /** Returns the jobs that died or, if none did, the step that has not done its work. */
  async getFailed(): Promise<readonly string[]> {
    const { failedJobs } = await import('./failed-jobs.ts');
    return failedJobs(this.task);
  }
}
