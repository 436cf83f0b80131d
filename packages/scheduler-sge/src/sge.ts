import {
  isPsyrunError,
  PsyrunError,
  type JobId,
  type JobStatus,
  type Scheduler,
  type SchedulerArgs,
  type SchedulerCapabilities,
  type Submission,
} from '@psyrun/core';
import {
  arrayToSubmit,
  formatArrayId,
  indexOfTask,
  KeptAnswer,
  parseArrayId,
  scriptAsComments,
  shellWords,
  taskOf,
  ThrottledCache,
  writeIndexList,
  type ArrayToSubmit,
} from '@psyrun/scheduler-command';
import { deleteJobs } from './command/delete-jobs.ts';
import { sgeCommand } from './command/sge-commands.ts';
import { mostTasks, sgeSystem } from './command/system.ts';
import { INDICES, jobDetails } from './status/job-details.ts';
import { qacctOfTag } from './status/qacct.ts';
import { qstat } from './status/qstat.ts';
import { withFailure } from './status/end-evidence.ts';
import { StatusQueries } from './status/status-queries.ts';
import { Predecessors } from './submit/predecessors.ts';
import { qsubArgs, qsubScript, readQsubAnswer, sgeArgs } from './submit/qsub.ts';

/** Milliseconds until a lost submission is searched for again. */
const SEARCHED_AGAIN = 300_000;

/**
 * Submits jobs to Grid Engine with its commands `qsub`, `qstat`, `qacct` and `qdel`.
 *
 * A submission is one call of `qsub`, also for an array. Grid Engine starts a job after any end of the
 * jobs before it. A job that needs their success checks it itself, by files beside its log.
 *
 * @example
 * ```ts no-run
 * const sge = new Sge();
 * const log = '/scratch/me/circle:%a.log';
 * const job = { argv: ['hostname'], log, name: 'circle', args: { timelimit: '15m' }, tag: 'circle-1' };
 * const id = await sge.submitArray([0, 1, 2], { ...job, dependsOn: [], evenIfFailed: false });
 * (await sge.getStatus([id])).get(id)?.state; // => 'queued'
 * ```
 */
export class Sge implements Scheduler {
  readonly name = 'sge';
  readonly capabilities: SchedulerCapabilities = { arrays: true, immediate: false, outcomes: true };
  readonly defaultArgs: SchedulerArgs = { timelimit: '1h' };
  readonly #queries = new StatusQueries(() => this.system());
  readonly #predecessors = new Predecessors(this.#queries);
  readonly #search = new ThrottledCache<ReadonlyMap<string, JobId>>(SEARCHED_AGAIN);
  readonly #system = new KeptAnswer(sgeSystem);

  /** Returns the cell, the host of its master, and its port. */
  system(): Promise<string> {
    return this.#system.get();
  }

  /** Returns the largest number of tasks of an array: the setting `max_aj_tasks`. */
  mostJobs(): Promise<number> {
    return mostTasks();
  }

  /**
   * Submits one job. Throws `PSYRUN_SCHEDULER_ARGUMENT` before it calls Grid Engine, `PSYRUN_JOB_FAILED`
   * if a dependency is gone and did not succeed, and otherwise the errors of the contract.
   */
  async submit(submission: Submission): Promise<JobId> {
    return this.#submit(submission);
  }

  /** Submits an array. Throws like `submit`. */
  async submitArray(
    indices: readonly number[],
    submission: Submission & { readonly throttle?: number },
  ): Promise<JobId> {
    return this.#submit(submission, arrayToSubmit(indices, submission, sgeArgs(submission)));
  }

  /** Returns the `qsub` call of a submission, and the script that it reads. */
  async preview(
    submission: Submission & { readonly throttle?: number },
    indices?: readonly number[],
  ): Promise<string> {
    const array =
      indices === undefined ? undefined : arrayToSubmit(indices, submission, sgeArgs(submission));
    const call = shellWords(['qsub', ...this.#args(submission, submission.dependsOn, array)]);
    const title = `${submission.name}: the script, on its standard input`;
    return `${call}\n${scriptAsComments(title, qsubScript(submission, [], array))}`;
  }

  async kill(ids: readonly JobId[]): Promise<void> {
    if (ids.length === 0) return;
    const meant = ids.map(parseArrayId).map((id) => ({ job: id.job, task: taskOf(id, 1) }));
    this.#queries.deleted(await qstat(), (job, task) =>
      meant.some((one) => one.job === job && (one.task === undefined || one.task === task)),
    );
    await deleteJobs(ids);
  }

  /** Resolves to the states of the jobs. The answer to a repeated query is cached for a second. */
  async getStatus(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
    return this.#queries.statusOf(ids);
  }

  /** Returns the status with the class of the failure. Grid Engine writes nothing into the log of a job. */
  explain(status: JobStatus): JobStatus {
    return withFailure(status);
  }

  /** Resolves to the user's jobs that have not ended. Each task of an array is listed: `12_3`. */
  async getJobs(): Promise<readonly JobId[]> {
    const live = await qstat();
    const arrays = live.filter(({ tasks }) => tasks !== undefined).map(({ job }) => job);
    const details = await jobDetails([...new Set(arrays)]);
    return live.flatMap(({ job, tasks }) => {
      if (tasks === undefined) return [job];
      const indices = details.get(job)?.indices;
      const id = indices === undefined ? job : formatArrayId(job, indices);
      return tasks.map((task) => `${id}_${indexOfTask(parseArrayId(id), task, 1)}`);
    });
  }

  /** Resolves to the jobs with these tags. The answer to a repeated query is cached for minutes. */
  async find(tags: readonly string[]): Promise<ReadonlyMap<string, JobId>> {
    return this.#search.get(tags.join(), () => this.#find(tags));
  }

  async #find(tags: readonly string[]): Promise<ReadonlyMap<string, JobId>> {
    const found = new Map<string, JobId>();
    const live = (await qstat()).filter(({ tag }) => tag !== undefined && tags.includes(tag));
    const details = await jobDetails([...new Set(live.map(({ job }) => job))]);
    for (const { job, tag } of live) {
      const indices = details.get(job)?.indices;
      found.set(tag!, indices === undefined ? job : formatArrayId(job, indices));
    }
    for (const tag of tags.filter((other) => !found.has(other))) {
      // The accounting does not say which indices the tasks of an array have had.
      const job = (await qacctOfTag(tag)).find(({ task }) => task === undefined)?.job;
      if (job !== undefined) found.set(tag, job);
    }
    return found;
  }

  #args(submission: Submission, before: readonly string[], array?: ArrayToSubmit): string[] {
    const context = array === undefined ? [] : contextOf(array.indices);
    return [...qsubArgs(submission, before, array), ...context];
  }

  async #submit(submission: Submission, array?: ArrayToSubmit): Promise<JobId> {
    this.#args(submission, [], array); // Throws before anything is called.
    if (array !== undefined) await this.#checkSize(array.indices.length, submission.name);
    const { numbers, needed } = await this.#predecessors.of(submission);
    const script = qsubScript(submission, needed, array);
    const job = await this.#qsub(this.#args(submission, numbers, array), script, submission.tag);
    this.#queries.submitted(job, submission.tag, array?.indices.length ?? 1);
    const id = array === undefined ? job : formatArrayId(job, array.indices);
    return this.#predecessors.note(id, submission);
  }

  /** Submits once. If the answer is lost, it searches for the job and never submits it again. */
  async #qsub(args: readonly string[], script: string, tag: string): Promise<string> {
    this.#search.forget();
    try {
      return readQsubAnswer(await sgeCommand('qsub', args, script));
    } catch (error) {
      if (!isPsyrunError(error, 'PSYRUN_SCHEDULER_NO_ANSWER')) throw error;
      // If the search fails too, the first error is the better explanation.
      const live = await qstat().catch(() => []);
      const job = live.find((other) => other.tag === tag)?.job ?? (await qacctOfTag(tag))[0]?.job;
      if (job === undefined) throw error;
      return job;
    }
  }

  async #checkSize(size: number, name: string): Promise<void> {
    const most = await this.mostJobs();
    if (size <= most) return;
    throw new PsyrunError(
      'PSYRUN_SCHEDULER',
      `Grid Engine cannot take the ${size} jobs of ${name}: it allows ${most} in an array.`,
      { hint: 'Set maxJobs of the task to fewer jobs.', fields: { job: name, size, most } },
    );
  }
}

/** The list of the indices of an array with gaps; commas end a variable of the context. */
function contextOf(indices: readonly number[]): string[] {
  if (formatArrayId('', indices) === '') return [];
  return ['-ac', `${INDICES}=${writeIndexList(indices).replaceAll(',', '.')}`];
}
