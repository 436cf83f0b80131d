import { join } from 'node:path';
import {
  moduleBeside,
  type Job,
  type JobArray,
  type JobHost,
  type JobId,
  type JobTree,
  type JobWork,
  type Scheduler,
  type SchedulerArgs,
  type Submission,
} from '@psyrun/core';
import { fullNames } from './full-names.ts';
import { writeJobFile } from './job-file.ts';
import type { Ledger } from './ledger.ts';
import { nodeCommand } from './node-command.ts';
import { runWork, type WorkContext } from './run-work.ts';
import { upToDate } from './up-to-date.ts';

/** What stands for the index of an array's job in its command and in the name of its log. */
const INDEX = '%a';
const PSY_WORKER = moduleBeside(import.meta.url, 'psy-worker');

/** What {@link submit} needs to know. */
export interface SubmitOptions {
  readonly scheduler: Scheduler;
  readonly schedulerArgs: SchedulerArgs;
  readonly ledger: Ledger;
  /** Existing folder for job files and logs. */
  readonly directory: string;
  /** Path of the Node executable. */
  readonly node: string;
  /** Most jobs of an array that run at a time. */
  readonly throttle?: number;
  /** Told of each job before it is submitted, or that it is skipped. */
  readonly onJob?: (name: string, submitted: boolean) => void;
  /** Told of every row that ends in this process. */
  readonly onRow?: WorkContext['rowEnded'];
}

/**
 * Submits the jobs of a tree that are not up to date, each after what it depends on; returns the
 * ids of the jobs that the tree ends with.
 *
 * Every submission is in the ledger before the scheduler hears of it.
 */
export async function submit(tree: JobTree, options: SubmitOptions): Promise<readonly JobId[]> {
  const submitter = new Submitter(tree, options);
  return submitter.visit(tree, []);
}

class Submitter {
  readonly #options: SubmitOptions;
  readonly #names: ReadonlyMap<JobTree, string>;
  readonly #current: ReadonlySet<JobTree>;

  constructor(tree: JobTree, options: SubmitOptions) {
    this.#options = options;
    this.#names = fullNames(tree);
    this.#current = upToDate(tree);
  }

  async visit(node: JobTree, dependsOn: readonly JobId[]): Promise<readonly JobId[]> {
    const skipped = this.#current.has(node);
    if (node.kind !== 'chain' && node.kind !== 'group') {
      this.#options.onJob?.(this.#names.get(node)!, !skipped);
    }
    if (skipped && 'jobs' in node) for (const job of node.jobs) await this.visit(job, dependsOn);
    if (skipped) return dependsOn;
    switch (node.kind) {
      case 'job':
        return [await this.#submitJob(node, dependsOn)];
      case 'array':
        return this.#submitArray(node, dependsOn);
      case 'group':
        return (await each(node.jobs, (job) => this.visit(job, dependsOn))).flat();
      case 'chain': {
        let before = dependsOn;
        for (const job of node.jobs) before = await this.visit(job, before);
        return before;
      }
    }
  }

  async #submitJob(job: Job, dependsOn: readonly JobId[]): Promise<JobId> {
    const name = this.#names.get(job)!;
    const base = await this.#prepare(job.work, name, dependsOn);
    const submission = { ...base, evenIfFailed: job.evenIfFailed === true };
    return this.#record(name, undefined, (tag) =>
      this.#options.scheduler.submit({ ...submission, tag }),
    );
  }

  async #submitArray(array: JobArray, dependsOn: readonly JobId[]): Promise<readonly JobId[]> {
    const { scheduler, throttle, onJob } = this.#options;
    const name = this.#names.get(array)!;
    const todo = new Set(array.todo);
    for (let i = 0; i < array.size; i++) onJob?.(`${name}:${i}`, todo.has(i));
    const base = await this.#prepare(array.work, name, dependsOn);
    const submission = {
      ...base,
      argv: [...base.argv, INDEX],
      log: join(this.#options.directory, `${name}:${INDEX}.log`),
    };
    if (scheduler.capabilities.arrays) {
      const limited = throttle === undefined ? submission : { ...submission, throttle };
      const submitAll = (tag: string) => scheduler.submitArray(array.todo, { ...limited, tag });
      return [await this.#record(name, array.todo, submitAll)];
    }
    return each(array.todo, (index) =>
      this.#record(`${name}:${index}`, undefined, (tag) =>
        scheduler.submit({ ...elementOf(submission, index), tag }),
      ),
    );
  }

  async #prepare(work: JobWork, name: string, dependsOn: readonly JobId[]): Promise<Untagged> {
    const { directory, node, schedulerArgs, onRow = () => undefined } = this.#options;
    const jobFile = join(directory, `${name}.json`);
    await writeJobFile(jobFile, { name, work });
    return {
      argv: [...nodeCommand(node, PSY_WORKER), jobFile],
      log: join(directory, `${name}.log`),
      name,
      dependsOn,
      evenIfFailed: false,
      args: schedulerArgs,
      here: (index: number | undefined, host: JobHost) =>
        runWork(work, { ...host, index, rowEnded: onRow }),
    };
  }

  async #record(
    name: string,
    indices: readonly number[] | undefined,
    ask: (tag: string) => Promise<JobId>,
  ): Promise<JobId> {
    const { ledger, scheduler } = this.#options;
    const entry = { name, scheduler: scheduler.name };
    const id = await ledger.intend(indices === undefined ? entry : { ...entry, indices });
    const job = await ask(id);
    await ledger.receive(id, job);
    return job;
  }
}

/** A submission before it is in the ledger, whose id becomes its tag. */
type Untagged = Omit<Submission, 'tag'>;

/** The submission of one job of an array, for schedulers that have no arrays. */
function elementOf(array: Untagged, index: number): Untagged {
  const here = array.here!;
  return {
    ...array,
    name: `${array.name}:${index}`,
    argv: array.argv.map((arg) => (arg === INDEX ? String(index) : arg)),
    log: array.log.replace(INDEX, String(index)),
    here: (_, host) => here(index, host),
  };
}

/** Like `map`, one call after the other: submissions keep the order of the jobs. */
async function each<T, R>(items: readonly T[], action: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await action(item));
  return results;
}
