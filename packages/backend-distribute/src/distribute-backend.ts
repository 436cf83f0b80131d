import {
  PsyrunError,
  type Backend,
  type CreateJobOptions,
  type JobTree,
  type ParameterSpace,
  type Task,
} from '@psyrun/core';

/** Splits a space into batches, processes them in jobs and merges what they found. */
export class DistributeBackend implements Backend {
  readonly task: Task;

  constructor(task: Task) {
    this.task = task;
  }

  async createJob(_options: CreateJobOptions): Promise<JobTree> {
    throw this.#unsupported('create jobs');
  }

  async getMissing(): Promise<ParameterSpace> {
    throw this.#unsupported('tell what is missing');
  }

  async getQueued(): Promise<ParameterSpace> {
    throw this.#unsupported('tell what is queued');
  }

  async getFailed(): Promise<readonly string[]> {
    throw this.#unsupported('tell what failed');
  }

  #unsupported(what: string): PsyrunError {
    return new PsyrunError(
      'PSYRUN_NOT_SUPPORTED',
      `DistributeBackend cannot ${what} for the task "${this.task.name}".`,
    );
  }
}
