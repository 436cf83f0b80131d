import { userInfo } from 'node:os';
import {
  ACTIVE_STATES,
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
  KeptAnswer,
  parseArrayId,
  readIndexList,
  scriptAsComments,
  shellWords,
  taskOf,
  type ArrayToSubmit,
} from '@psyrun/scheduler-command';
import { NOT_THERE, pbsCommand, pbsQuery, pbsVersion } from './command/pbs-commands.ts';
import { dialectOf, type PbsDialect } from './dialect/dialects.ts';
import { INDICES, TAG, type PbsJob } from './dialect/read-jobs.ts';
import { readState } from './status/job-state.ts';
import { StatusQueries } from './status/status-queries.ts';
import { pbsArgs, qsubArgs, qsubScript, readQsubAnswer } from './submit/qsub.ts';

/**
 * Submits jobs to PBS with its commands `qsub`, `qstat`, `qselect` and `qdel`. It finds out by itself
 * whether they are those of OpenPBS (or PBS Professional) or of Torque.
 *
 * @example
 * ```ts no-run
 * const pbs = new Pbs();
 * const log = '/scratch/me/circle:%a.log';
 * const job = { argv: ['hostname'], log, name: 'circle', args: { timelimit: '15m' }, tag: 'circle-1' };
 * const id = await pbs.submitArray([0, 1, 2], { ...job, dependsOn: [], evenIfFailed: false });
 * (await pbs.getStatus([id])).get(id)?.state; // => 'queued'
 * ```
 */
export class Pbs implements Scheduler {
  readonly name = 'pbs';
  readonly capabilities: SchedulerCapabilities = { arrays: true, immediate: false, outcomes: true };
  readonly defaultArgs: SchedulerArgs = { timelimit: '1h', nCpus: 1, memory: '1G' };
  readonly #queries = new StatusQueries(
    () => this.#dialect(),
    () => this.system(),
  );
  readonly #tags = new Map<JobId, string>();
  readonly #version = new KeptAnswer(pbsVersion);
  readonly #server = new KeptAnswer(() => pbsCommand('qstat', ['-B', '-f']));

  /** Returns the name of the server. */
  async system(): Promise<string> {
    const server = /^Server:\s*(\S+)/m.exec(await this.#server.get())?.[1];
    return server ?? 'pbs';
  }

  /** Returns the largest number of jobs of an array that the server says, or the default of PBS. */
  async mostJobs(): Promise<number> {
    const [attribute, preset] = (await this.#dialect()).mostJobs;
    const limit = new RegExp(`^\\s*${attribute} = (\\d+)`, 'm').exec(await this.#server.get())?.[1];
    return limit === undefined ? preset : Number(limit);
  }

  /**
   * Submits one job. Throws `PSYRUN_SCHEDULER_ARGUMENT` before it calls PBS, `PSYRUN_JOB_FAILED` if a
   * dependency is gone and it is not known how it ended, and otherwise the errors of the contract.
   */
  async submit(submission: Submission): Promise<JobId> {
    return this.#submit(submission);
  }

  /** Submits an array. Throws like `submit`. */
  async submitArray(
    indices: readonly number[],
    submission: Submission & { readonly throttle?: number },
  ): Promise<JobId> {
    return this.#submit(submission, arrayToSubmit(indices, submission, pbsArgs(submission)));
  }

  /** Returns the `qsub` call of a submission, and the script that it reads. */
  async preview(
    submission: Submission & { readonly throttle?: number },
    indices?: readonly number[],
  ): Promise<string> {
    const array =
      indices === undefined ? undefined : arrayToSubmit(indices, submission, pbsArgs(submission));
    const dialect = await this.#dialect();
    const call = shellWords([
      'qsub',
      ...qsubArgs(dialect, submission, submission.dependsOn, array),
    ]);
    const title = `${submission.name}: the script, on its standard input`;
    return `${call}\n${scriptAsComments(title, qsubScript(dialect, submission, array))}`;
  }

  async kill(ids: readonly JobId[]): Promise<void> {
    if (ids.length === 0) return;
    this.#queries.forget();
    await pbsQuery('qdel', ids.map(systemId));
  }

  /** Resolves to the states of the jobs. The answer to a repeated query is cached for a second. */
  async getStatus(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
    return this.#queries.statusOf(ids);
  }

  /** Resolves to the user's jobs and arrays that have not ended. */
  async getJobs(): Promise<readonly JobId[]> {
    const own = await this.#own();
    const live = own.filter(({ attributes }) => ACTIVE_STATES.has(readState(attributes).state));
    return live.map(idOf);
  }

  /** Resolves to the jobs with these tags that have not ended, or that PBS still remembers. */
  async find(tags: readonly string[]): Promise<ReadonlyMap<string, JobId>> {
    const jobs = await this.#own(true);
    const found = jobs.filter(({ variables }) => tags.includes(variables[TAG] ?? ''));
    return new Map(found.map((job) => [job.variables[TAG]!, idOf(job)]));
  }

  async #dialect(): Promise<PbsDialect> {
    return dialectOf(await this.#version.get());
  }

  /** Resolves to the user's jobs and arrays, without the single jobs of arrays. */
  async #own(alsoEnded = false): Promise<readonly PbsJob[]> {
    const dialect = await this.#dialect();
    const history = alsoEnded && dialect.list.includes('-x') ? ['-x'] : [];
    const ids = await pbsCommand('qselect', [...history, '-u', userInfo().username]);
    const own = ids.split('\n').filter((id) => id.trim() !== '');
    if (own.length === 0) return [];
    const jobs = dialect.read(await pbsQuery('qstat', [...dialect.list, ...own]));
    return jobs.filter(({ id }) => !/\[\d+\]/.test(id));
  }

  async #submit(submission: Submission, array?: ArrayToSubmit): Promise<JobId> {
    pbsArgs(submission); // Throws before anything is called.
    const dialect = await this.#dialect();
    qsubArgs(dialect, submission, [], array);
    const job = await this.#qsubBehind(dialect, submission, array);
    const id = array === undefined ? job : formatArrayId(job, array.indices);
    this.#tags.set(id, submission.tag);
    return id;
  }

  /**
   * Submits behind the jobs that go on. PBS refuses a dependency that has ended since it was asked about it;
   * then it is asked again, at most once for each of them.
   */
  async #qsubBehind(
    dialect: PbsDialect,
    submission: Submission,
    array?: ArrayToSubmit,
  ): Promise<string> {
    for (let left = submission.dependsOn.length; ; left--) {
      const { before, failed } = await this.#predecessors(submission);
      const args = qsubArgs(dialect, submission, before, array);
      const script = qsubScript(dialect, submission, array, failed);
      try {
        return await this.#qsub(args, script, submission.tag);
      } catch (error) {
        const isRefused = isPsyrunError(error, 'PSYRUN_SCHEDULER') && isGone(error.fields);
        if (!isRefused || before.length === 0 || left === 0) throw error;
      }
    }
  }

  /** Submits once. If the answer is lost, it searches for the job and never submits it again. */
  async #qsub(args: readonly string[], script: string, tag: string): Promise<string> {
    this.#queries.forget();
    try {
      return readQsubAnswer(await pbsCommand('qsub', args, script));
    } catch (error) {
      if (!isPsyrunError(error, 'PSYRUN_SCHEDULER_NO_ANSWER')) throw error;
      // If the search fails too, the first error is the better explanation.
      const found = await this.find([tag]).catch(() => new Map<string, JobId>());
      const id = found.get(tag);
      if (id === undefined) throw error;
      return parseArrayId(id).job;
    }
  }

  /** PBS refuses a dependency on a job that has ended, so only jobs that go on are dependencies. */
  async #predecessors({ name, dependsOn, evenIfFailed }: Submission) {
    const found = await this.#queries.statusOf(dependsOn);
    const before: string[] = [];
    let failed: JobId | undefined;
    for (const id of dependsOn) {
      const { state, identity } = found.get(id)!;
      const tag = this.#tags.get(id) ?? identity?.tag;
      if (ACTIVE_STATES.has(state) && tag === identity?.tag) before.push(parseArrayId(id).job);
      else if (evenIfFailed || state === 'done') continue;
      else if (state === 'failed') failed = id;
      else throw notKnown(name, id);
    }
    return { before, failed };
  }
}

function isGone({ stderr }: Readonly<Record<string, unknown>>): boolean {
  return typeof stderr === 'string' && NOT_THERE.test(stderr);
}

/** Returns the id in PBS: of a job of an array, `12[3].server`. */
function systemId(id: JobId): string {
  const parsed = parseArrayId(id);
  const task = taskOf(parsed, 0);
  return task === undefined ? parsed.job : parsed.job.replace('[]', `[${task}]`);
}

function idOf({ id, variables }: PbsJob): JobId {
  const indices = readIndexList((variables[INDICES] ?? '').replaceAll('.', ','));
  return indices === undefined ? id : formatArrayId(id, indices);
}

function notKnown(name: string, id: JobId): PsyrunError {
  return new PsyrunError(
    'PSYRUN_JOB_FAILED',
    `Job ${name} was not submitted. It depends on job ${id}, and PBS does not know how that ended.`,
    { hint: 'Read the log of that job, then use psy run again.', fields: { job: name, id } },
  );
}
