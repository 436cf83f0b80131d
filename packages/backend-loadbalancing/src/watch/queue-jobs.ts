import type { Closable, JobStatus, PluginAddress, Scheduler } from '@psyrun/core';
import { jobStatuses, Ledger } from '@psyrun/jobs';
import { pluginAt, type WorkDirectory } from '@psyrun/run';

/** The jobs of the queue of a task, as its scheduler knows them. */
export class QueueJobs implements Closable {
  readonly #directory: WorkDirectory;
  readonly #task: string;
  readonly #address: PluginAddress;
  #scheduler: Promise<Scheduler> | undefined;

  /** @param address The scheduler that the jobs were submitted to. It is loaded at the first query. */
  constructor(directory: WorkDirectory, task: string, address: PluginAddress) {
    this.#directory = directory;
    this.#task = task;
    this.#address = address;
  }

  /**
   * Resolves to the states of the jobs by their numbers. The ledger has the ids of the jobs, and what
   * proves that they are the jobs of the task.
   *
   * Throws `PSYRUN_SCHEDULER` if the query fails.
   */
  async states(): Promise<ReadonlyMap<number, JobStatus['state']>> {
    const scheduler = await (this.#scheduler ??= pluginAt<Scheduler>(this.#address));
    const prefix = `${this.#task}:process:`;
    const entries = await new Ledger(this.#directory.ledger).entries();
    const processing = entries.filter(({ name }) => `${name}:`.startsWith(prefix));
    const statuses = await jobStatuses(processing, { scheduler, workdir: this.#directory.root });
    const own = [...statuses].filter(([name]) => name.startsWith(prefix));
    return new Map(own.map(([name, { state }]) => [Number(name.slice(prefix.length)), state]));
  }

  async close(): Promise<void> {
    const scheduler = await this.#scheduler?.catch(() => undefined);
    await scheduler?.close?.();
  }
}
