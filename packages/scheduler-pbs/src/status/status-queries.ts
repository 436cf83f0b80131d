import { ACTIVE_STATES, type JobId, type JobStatus } from '@psyrun/core';
import {
  decidingTask,
  parseArrayId,
  taskOf,
  ThrottledCache,
  type ArrayId,
} from '@psyrun/scheduler-command';
import { pbsQuery } from '../command/pbs-commands.ts';
import type { PbsDialect } from '../dialect/dialects.ts';
import { TAG, type PbsJob } from '../dialect/read-jobs.ts';
import { readState } from './job-state.ts';

/** Queries the states of jobs, in one call of `qstat` for those whose end is not known yet. */
export class StatusQueries {
  readonly #live = new ThrottledCache<readonly PbsJob[]>();
  readonly #ends = new Map<string, readonly PbsJob[]>();
  readonly #dialect: () => Promise<PbsDialect>;
  readonly #system: () => Promise<string>;

  constructor(dialect: () => Promise<PbsDialect>, system: () => Promise<string>) {
    this.#dialect = dialect;
    this.#system = system;
  }

  async statusOf(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
    if (ids.length === 0) return new Map();
    const parsed = ids.map((id) => [id, parseArrayId(id)] as const);
    const own = [...new Set(parsed.map(([, { job }]) => job))];
    const open = own.filter((job) => !this.#ends.has(job));
    const live = open.length === 0 ? [] : await this.#live.get(open.join(), () => this.#ask(open));
    const jobs = [...live, ...own.flatMap((job) => this.#ends.get(job) ?? [])];
    const system = await this.#system();
    return new Map(parsed.map(([id, array]) => [id, { id, ...statusOf(array, jobs, system) }]));
  }

  /** Drops the cached answers after a change. */
  forget(): void {
    this.#live.forget();
  }

  async #ask(ids: readonly string[]): Promise<readonly PbsJob[]> {
    const dialect = await this.#dialect();
    const jobs = dialect.read(await pbsQuery('qstat', [...dialect.list, ...ids]));
    for (const id of ids) {
      const own = jobs.filter((job) => belongsTo(job, id));
      const goesOn = own.some(({ attributes }) => ACTIVE_STATES.has(readState(attributes).state));
      if (own.length > 0 && !goesOn) this.#ends.set(id, own);
    }
    return jobs;
  }
}

/** The id of a job of an array has the index in its brackets. PBS may leave out the server. */
function belongsTo({ id }: PbsJob, job: string): boolean {
  return numberOf(id) === numberOf(job);
}

function numberOf(id: string): string {
  return /^\d+/.exec(id)?.[0] ?? id;
}

function statusOf(array: ArrayId, jobs: readonly PbsJob[], system: string): Omit<JobStatus, 'id'> {
  const own = jobs.filter((job) => belongsTo(job, array.job));
  const tasks = own.filter(({ id }) => /\[\d+\]/.test(id));
  const task = taskOf(array, 0);
  const wanted =
    task === undefined || !array.job.includes('[]')
      ? tasks.length > 0
        ? tasks
        : own
      : tasks.filter(({ id }) => id.includes(`[${task}]`));
  const deciding = decidingTask(wanted.map(({ attributes }) => readState(attributes)));
  const [first] = own;
  const submitted = first?.attributes['ctime'];
  const tag = own.find(({ variables }) => variables[TAG] !== undefined)?.variables[TAG];
  const identity = {
    system,
    ...(typeof submitted === 'string' && { submitted }),
    ...(tag !== undefined && { tag }),
  };
  return { ...(deciding ?? { state: 'unknown' }), identity };
}
