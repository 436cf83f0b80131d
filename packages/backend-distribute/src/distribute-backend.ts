import { existsSync } from 'node:fs';
import {
  isPsyrunError,
  moduleBeside,
  type Backend,
  type CreateJobOptions,
  type Job,
  type JobArray,
  type JobChain,
  type ParameterSpace,
  type Task,
} from '@psyrun/core';
import { indicesIn, lengthOf, Subspace, type Range } from '@psyrun/pspace/internal';
import {
  activeSubmissions,
  countBatches,
  ROW_DONE,
  mergeWork,
  prepareRun,
  processWork,
  readBatch,
  soundRun,
  readStatus,
  rowSettings,
  rowsLeft,
  splitRanges,
  WorkDirectory,
  type PreparedRun,
  type RunDescription,
} from '@psyrun/run';
import type { SplitOptions } from './split.ts';

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
    const prepared = await prepareRun(this.task, options);
    const split = await this.#splitJob(prepared);
    const jobs = [split, this.#processJobs(prepared), this.#mergeJob(prepared)];
    return { kind: 'chain', name: this.task.name, jobs };
  }

  async getMissing(): Promise<ParameterSpace> {
    return rowsLeft(this.task);
  }

  /** Returns the missing rows of the batches whose jobs are queued or running. */
  async getQueued(): Promise<ParameterSpace> {
    const { states } = await readStatus(this.task);
    const waiting = new Set<number>();
    for (const ranges of await this.#activeBatches()) {
      for (const index of indicesIn(ranges)) if (states.at(index) !== ROW_DONE) waiting.add(index);
    }
    return new Subspace(
      this.task.pspace,
      [...waiting].sort((a, b) => a - b),
    );
  }

  /** Returns the jobs that are not active although their rows, or the result, are missing. */
  async getFailed(): Promise<readonly string[]> {
    const { name, workdir } = this.task;
    const directory = new WorkDirectory(workdir);
    const run = await soundRun(directory);
    const { states, complete, changes } = await readStatus(this.task);
    if (run === undefined || complete || (await activeSubmissions(this.task)).length > 0) return [];
    const batches = splitRanges(run.todo, run);
    const failed = batches.flatMap((ranges, i) => (isDone(ranges, states) ? [] : [i]));
    if (failed.length > 0 && !existsSync(directory.batch(0))) return [`${name}:split`];
    if (failed.length > 0) return failed.map((i) => `${name}:process:${i}`);
    // If the task has changed, an outdated result is not the fault of a job.
    return changes.length > 0 ? [] : [`${name}:merge`];
  }

  async #splitJob({ directory, run, complete, isNew }: PreparedRun): Promise<Job> {
    const count = countBatches(lengthOf(run.todo), run);
    const options: SplitOptions = { workdir: directory.root };
    const work = { module: moduleBeside(import.meta.url, 'split'), export: 'split', options };
    const nothing = complete || count === 0;
    const done = nothing || (!isNew && (await hasBatches(directory, run)));
    return { kind: 'job', name: 'split', work, done };
  }

  #processJobs({ directory, run, states, complete }: PreparedRun): JobArray {
    const batches = splitRanges(run.todo, run);
    const todo = batches.flatMap((ranges, i) => (complete || isDone(ranges, states) ? [] : [i]));
    const { evaluator, poolSize, node } = this.task;
    const workdir = directory.root;
    const rows = rowSettings(this.task);
    const { generation } = run;
    const work = processWork({ workdir, generation, evaluator, poolSize, rows, node });
    return { kind: 'array', name: 'process', work, size: batches.length, todo };
  }

  #mergeJob({ directory, complete }: PreparedRun): Job {
    const work = mergeWork({ workdir: directory.root });
    return { kind: 'job', name: 'merge', work, done: complete, evenIfFailed: true };
  }

  async #activeBatches(): Promise<Range[][]> {
    const run = await soundRun(new WorkDirectory(this.task.workdir));
    if (run === undefined) return [];
    const batches = splitRanges(run.todo, run);
    const processing = `${this.task.name}:process`;
    return (await activeSubmissions(this.task))
      .filter(({ name }) => name === processing)
      .flatMap(({ indices = [] }) => indices.map((i) => batches[i] ?? []));
  }
}

function isDone(ranges: readonly Range[], states: { at(index: number): number }): boolean {
  for (const index of indicesIn(ranges)) if (states.at(index) !== ROW_DONE) return false;
  return true;
}

/** True if all batches of the run are there, and are its own. */
async function hasBatches(directory: WorkDirectory, run: RunDescription): Promise<boolean> {
  for (const [i, ranges] of splitRanges(run.todo, run).entries()) {
    const batch = await readBatch(directory.batch(i)).catch(ifDamaged);
    const { generation } = run;
    if (JSON.stringify(batch) !== JSON.stringify({ generation, ranges })) return false;
  }
  return true;
}

/** A batch that is damaged or not there is made again, like those that belong to another run. */
function ifDamaged(error: unknown): undefined {
  if (!isPsyrunError(error, 'PSYRUN_RUN_CORRUPT')) throw error;
}
