import type { JobId, JobStatus, Scheduler, Submission } from '@psyrun/core';
import type { Production } from '../production/load-production.ts';
import type { Cluster } from './cluster.ts';

/** How likely the commands of a scheduler fail. */
export interface SchedulerRates {
  readonly refuses: number;
  readonly losesAnswer: number;
  readonly isSilent: number;
}

/** The scheduler of a simulated cluster, as a process of psyrun sees it. */
export class ClusterScheduler implements Scheduler {
  readonly name = 'simulated';
  readonly capabilities = { arrays: true, immediate: false, outcomes: true };
  readonly defaultArgs = {};
  readonly #cluster: Cluster;
  readonly #production: Production;
  readonly #rates: () => SchedulerRates;

  constructor(cluster: Cluster, production: Production, rates: () => SchedulerRates) {
    this.#cluster = cluster;
    this.#production = production;
    this.#rates = rates;
  }

  submit(submission: Submission): Promise<JobId> {
    return this.#submit(submission, [undefined]);
  }

  submitArray(indices: readonly number[], submission: Submission): Promise<JobId> {
    return this.#submit(submission, indices);
  }

  async kill(ids: readonly JobId[]): Promise<void> {
    await this.#answer();
    this.#cluster.kill(ids);
  }

  async getStatus(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
    await this.#answer();
    return new Map(
      ids.flatMap((id) => {
        const status = this.#cluster.statusOf(id);
        return status === undefined ? [] : [[id, status] as const];
      }),
    );
  }

  async getJobs(): Promise<readonly JobId[]> {
    return [];
  }

  async find(tags: readonly string[]): Promise<ReadonlyMap<string, JobId>> {
    await this.#answer();
    return this.#cluster.find(tags);
  }

  async #submit(submission: Submission, indices: readonly (number | undefined)[]): Promise<JobId> {
    const { world } = this.#cluster;
    const { random, tally } = world.sim;
    const { refuses, losesAnswer } = this.#rates();
    const { PsyrunError } = this.#production;
    await world.sleep(random.between(1, 100));
    if (random.chance(refuses)) {
      tally.note('submission refused');
      throw new PsyrunError('PSYRUN_SCHEDULER', 'The queue is full.');
    }
    const id = this.#cluster.queue(submission, indices);
    if (random.chance(losesAnswer)) {
      tally.note('answer of a submission lost');
      throw new PsyrunError('PSYRUN_SCHEDULER_NO_ANSWER', 'The scheduler did not answer.');
    }
    await world.sleep(random.between(1, 100));
    return id;
  }

  async #answer(): Promise<void> {
    const { world } = this.#cluster;
    const { random, tally } = world.sim;
    await world.sleep(random.between(1, 20));
    if (!random.chance(this.#rates().isSilent)) return;
    tally.note('scheduler does not answer');
    const { PsyrunError } = this.#production;
    throw new PsyrunError('PSYRUN_SCHEDULER', 'The scheduler cannot be reached.');
  }
}
