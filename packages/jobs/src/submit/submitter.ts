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
import type { JobFile } from './job-file.ts';
import { nodeCommand } from './node-command.ts';
import { runWork, type WorkContext } from '../worker/run-work.ts';
import { upToDate } from './up-to-date.ts';

/** Stands for the index of a job of an array, in the command and in the name of the log. */
const INDEX = '%a';
const PSY_WORKER = moduleBeside(import.meta.url, '../worker/psy-worker');

/** Options of the submissions of a tree. */
export interface TreeOptions {
  readonly scheduler: Scheduler;
  readonly schedulerArgs: SchedulerArgs;
  /** Existing folder for job files and logs. */
  readonly directory: string;
  /** Path of the Node executable. */
  readonly node: string;
  /** Largest number of jobs of an array that run at the same time. */
  readonly throttle?: number;
  /** Called for each job before it is submitted, and for each job that is skipped. */
  readonly onJob?: (name: string, submitted: boolean) => void;
  /** Called with what the scheduler says while a submission takes long. */
  readonly onWords?: (name: string, words: string) => void;
  /** Called for every row that ends in this process. */
  readonly onRow?: WorkContext['rowEnded'];
}

/** A submission that is not in the ledger yet. The id of its entry becomes its tag. */
export type Untagged = Omit<Submission, 'tag'> & { readonly throttle?: number };

/** Receives the job files and jobs of a tree. */
export interface SubmissionSink {
  /** Called with each job file before the jobs that run it. */
  readonly takeFile: (file: string, job: JobFile) => Promise<void>;
  /** Called with a job, or an array and its indices. Resolves to the id for later dependencies. */
  readonly takeJob: (job: Untagged, indices?: readonly number[]) => Promise<JobId>;
}

/** Creates the submissions of the jobs that are not up to date and passes them to the sink. */
export class Submitter {
  readonly #options: TreeOptions;
  readonly #sink: SubmissionSink;
  readonly #names: ReadonlyMap<JobTree, string>;
  readonly #current: ReadonlySet<JobTree>;

  constructor(tree: JobTree, options: TreeOptions, sink: SubmissionSink) {
    this.#options = options;
    this.#sink = sink;
    this.#names = fullNames(tree);
    this.#current = upToDate(tree);
  }

  /** Submits jobs after their dependencies. Resolves to the ids of the last jobs of the tree. */
  async visit(node: JobTree, dependsOn: readonly JobId[]): Promise<readonly JobId[]> {
    const skipped = this.#current.has(node);
    if (node.kind !== 'chain' && node.kind !== 'group') {
      this.#options.onJob?.(this.#names.get(node)!, !skipped);
    }
    if (skipped && 'jobs' in node) for (const job of node.jobs) await this.visit(job, dependsOn);
    if (skipped) return dependsOn;
    switch (node.kind) {
      case 'job':
        return [await this.#single(node, dependsOn)];
      case 'array':
        return this.#array(node, dependsOn);
      case 'group':
        return (await each(node.jobs, (job) => this.visit(job, dependsOn))).flat();
      case 'chain': {
        let before = dependsOn;
        for (const job of node.jobs) before = await this.visit(job, before);
        return before;
      }
    }
  }

  async #single(job: Job, dependsOn: readonly JobId[]): Promise<JobId> {
    const submission = await this.#prepare(job.work, this.#names.get(job)!, dependsOn);
    return this.#sink.takeJob({ ...submission, evenIfFailed: job.evenIfFailed === true });
  }

  async #array(array: JobArray, dependsOn: readonly JobId[]): Promise<readonly JobId[]> {
    const { scheduler, throttle, onJob, directory } = this.#options;
    const name = this.#names.get(array)!;
    const todo = new Set(array.todo);
    for (let i = 0; i < array.size; i++) onJob?.(`${name}:${i}`, todo.has(i));
    const base = await this.#prepare(array.work, name, dependsOn);
    const argv = [...base.argv, INDEX];
    const submission = { ...base, argv, log: join(directory, `${name}:${INDEX}.log`) };
    if (scheduler.capabilities.arrays) {
      const limited = throttle === undefined ? submission : { ...submission, throttle };
      return [await this.#sink.takeJob(limited, array.todo)];
    }
    return each(array.todo, (index) => this.#sink.takeJob(elementOf(submission, index)));
  }

  async #prepare(work: JobWork, name: string, dependsOn: readonly JobId[]): Promise<Untagged> {
    const { directory, node, schedulerArgs, onRow = () => undefined, onWords } = this.#options;
    const jobFile = join(directory, `${name}.json`);
    await this.#sink.takeFile(jobFile, { name, work });
    return {
      argv: [...nodeCommand(node, PSY_WORKER), jobFile],
      log: join(directory, `${name}.log`),
      name,
      dependsOn,
      evenIfFailed: false,
      args: schedulerArgs,
      ...(onWords && { onWords: (words: string) => onWords(name, words) }),
      here: (index: number | undefined, host: JobHost) =>
        runWork(work, { ...host, index, rowEnded: onRow }),
    };
  }
}

/** Returns the submission of one job of an array, for schedulers without arrays. */
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

/** Calls `action` sequentially, so that submissions keep the order of the jobs. */
async function each<T, R>(items: readonly T[], action: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await action(item));
  return results;
}
