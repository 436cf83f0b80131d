import { availableParallelism } from 'node:os';
import {
  type Backend,
  type CreateJobOptions,
  type Job,
  type JobArray,
  type JobChain,
  type ParameterSpace,
  type Task,
} from '@psyrun/core';
import { lengthOf, Subspace, toRanges } from '@psyrun/pspace/internal';
import {
  activeSubmissions,
  ROW_FAILED,
  mergeWork,
  mostJobs,
  ROW_MISSING,
  prepareRun,
  readStatus,
  rowSettings,
  rowsLeft,
  WorkDirectory,
  type PreparedRun,
} from '@psyrun/run';
import { deadJobs } from './watch/dead-jobs.ts';
import { prepareQueueWork } from './queue/prepare-queue.ts';
import { workQueueWork } from './worker/work-queue.ts';

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
    const prepared = await prepareRun(this.task, options);
    const jobs = [
      this.#pspaceJob(prepared),
      await this.#processJobs(prepared),
      this.#finalizeJob(prepared),
    ];
    return { kind: 'chain', name: this.task.name, jobs };
  }

  async getMissing(): Promise<ParameterSpace> {
    return rowsLeft(this.task);
  }

  /** Returns the missing rows while jobs are queued or running, since any job may take any row. */
  async getQueued(): Promise<ParameterSpace> {
    if (await this.#isActive()) return this.getMissing();
    return new Subspace(this.task.pspace, []);
  }

  /** Returns the jobs that died or, if none did, the step that has not done its work. */
  async getFailed(): Promise<readonly string[]> {
    const { name, workdir } = this.task;
    const { states, complete, changes } = await readStatus(this.task);
    if (complete || (await this.#isActive())) return [];
    const { done, total } = states.counts();
    // If the task has changed, an outdated result is not the fault of a job.
    const hasChanged = changes.length > 0;
    if (done === total) return hasChanged ? [] : [`${name}:finalize`];
    const dead = await deadJobs(new WorkDirectory(workdir));
    if (dead === undefined) return [];
    if (dead.length > 0) return dead.map((i) => `${name}:process:${i}`);
    return hasChanged ? [] : [`${name}:process`];
  }

  #pspaceJob({ directory, run, complete }: PreparedRun): Job {
    const work = prepareQueueWork({ workdir: directory.root, generation: run.generation });
    return { kind: 'job', name: 'pspace', work, done: complete };
  }

  async #processJobs({ directory, run, states, complete }: PreparedRun): Promise<JobArray> {
    const { evaluator, poolSize, node, scheduler, schedulerAddress } = this.task;
    const left = complete ? 0 : lengthOf(toRanges(states.indices(ROW_MISSING, ROW_FAILED)));
    const size = Math.min(await mostJobs(this.task), left);
    const jobs = scheduler.capabilities.immediate ? Math.min(size, availableParallelism()) : size;
    const { generation } = run;
    const rows = rowSettings(this.task);
    const workdir = directory.root;
    const common = { workdir, generation, evaluator, poolSize, jobs, rows, node };
    const canAsk = schedulerAddress !== undefined && !scheduler.capabilities.immediate;
    const work = workQueueWork(canAsk ? { ...common, scheduler: schedulerAddress } : common);
    const todo = Array.from({ length: size }, (_, i) => i);
    return { kind: 'array', name: 'process', work, size, todo };
  }

  #finalizeJob({ directory, complete }: PreparedRun): Job {
    const work = mergeWork({ workdir: directory.root });
    return { kind: 'job', name: 'finalize', work, done: complete, evenIfFailed: true };
  }

  async #isActive(): Promise<boolean> {
    return (await activeSubmissions(this.task)).length > 0;
  }
}
