import type { JobId, JobIdentity, JobStatus } from '@psyrun/core';
import {
  decidingTask,
  parseArrayId,
  taskOf,
  ThrottledCache,
  type ArrayId,
} from '@psyrun/scheduler-command';
import { jobDetails, type JobDetails } from './job-details.ts';
import { readState, type ReadState } from './job-states.ts';
import { qacct } from './qacct.ts';
import { qstat, type LiveTasks } from './qstat.ts';

/** Milliseconds by which the accounting may be late: Grid Engine writes it every 15 s by default. */
const LATE = 20_000;
/** Milliseconds for which the accounting is not asked again for tasks of arrays that go on. */
const TASKS_KEPT = 60_000;
const FIRST_TASK = 1;

/** A task of an array, or a job that is none, with its state. */
interface Task extends ReadState {
  readonly task: number | undefined;
}

/** A job or array with the tasks that are known. */
export interface KnownJob {
  readonly tag: string | undefined;
  readonly submitted: string | undefined;
  /** Number of tasks. */
  readonly count: number;
  readonly tasks: readonly Task[];
  /** True if the master has it. */
  readonly isThere: boolean;
}

/**
 * Queries the states of jobs: one call of `qstat` for all jobs of the user, and one for the details of
 * those that are asked for. The accounting is asked for jobs that the master no longer has, until their
 * end is known.
 */
export class StatusQueries {
  readonly #live = new ThrottledCache<ReadonlyMap<string, KnownJob>>();
  readonly #accounted = new ThrottledCache<ReadonlyMap<string, readonly Task[]>>(TASKS_KEPT);
  /** Jobs that were there when this process looked, or that it has submitted. */
  readonly #seen = new Map<string, KnownJob>();
  readonly #ends = new Map<string, KnownJob>();
  readonly #details = new Map<string, JobDetails>();
  readonly #goneAt = new Map<string, number>();
  /** Tasks that this process has deleted before they started. The accounting does not have them. */
  readonly #deleted = new Map<string, Task[]>();
  readonly #system: () => Promise<string>;

  /** @param system Returns the system of this machine. */
  constructor(system: () => Promise<string>) {
    this.#system = system;
  }

  async statusOf(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
    if (ids.length === 0) return new Map();
    const parsed = ids.map((id) => [id, parseArrayId(id)] as const);
    const jobs = await this.jobs([...new Set(parsed.map(([, { job }]) => job))]);
    const hidden = parsed.filter(([, id]) => isHidden(id, jobs.get(id.job)));
    const numbers = [...new Set(hidden.map(([, { job }]) => job))];
    const accounted = await this.#tasksOf(numbers);
    const system = await this.#system();
    return new Map(
      parsed.map(([id, array]) => {
        const known = jobs.get(array.job);
        const tasks = [...(known?.tasks ?? []), ...(accounted.get(array.job) ?? [])];
        return [id, { id, ...stateOf(array, tasks), identity: identityOf(known, system) }];
      }),
    );
  }

  /** Resolves to what is known about jobs by their number. */
  async jobs(numbers: readonly string[]): Promise<ReadonlyMap<string, KnownJob>> {
    const open = numbers.filter((number) => !this.#ends.has(number));
    const live =
      open.length === 0
        ? new Map<string, KnownJob>()
        : await this.#live.get(open.join(), () => this.#ask(open));
    const ended = numbers.flatMap((number) => {
      const end = this.#ends.get(number);
      return end === undefined ? [] : [[number, end] as const];
    });
    return new Map([...live, ...ended]);
  }

  /** Remembers a job that this process has submitted: it may end before it is seen. */
  submitted(job: string, tag: string, count: number): void {
    this.#live.forget();
    const tasks: readonly Task[] = [];
    this.#seen.set(job, { tag, submitted: undefined, count, tasks, isThere: true });
  }

  /** Remembers tasks that are about to be deleted, and drops the cached answers. */
  deleted(live: readonly LiveTasks[], isMeant: (job: string, task?: number) => boolean): void {
    this.#live.forget();
    for (const { job, tasks, letters } of live) {
      if (/[rtsST]/.test(letters)) continue;
      for (const task of tasks ?? [undefined]) {
        if (!isMeant(job, task)) continue;
        const others = this.#deleted.get(job) ?? [];
        this.#deleted.set(job, [...others, { task, state: 'failed', reason: 'DELETED' }]);
      }
    }
  }

  async #ask(numbers: readonly string[]): Promise<ReadonlyMap<string, KnownJob>> {
    const live = byJob(await qstat(), numbers);
    await this.#readDetails(live);
    const jobs = new Map<string, KnownJob>();
    for (const [job, tasks] of live) {
      const known = liveJob(tasks, this.#details.get(job));
      jobs.set(job, known);
      this.#seen.set(job, known);
      this.#goneAt.delete(job);
    }
    const gone = numbers.filter((number) => !live.has(number));
    if (gone.length === 0) return jobs;
    const accounts = await qacct(gone);
    for (const job of gone) {
      const ends = accounts.filter((task) => task.job === job);
      const known = this.#end(job, ends, ends[0]);
      if (known !== undefined) jobs.set(job, known);
    }
    return jobs;
  }

  /** Asks for the details of jobs once, and again when a job is in the error state or another job. */
  async #readDetails(live: ReadonlyMap<string, readonly LiveTasks[]>): Promise<void> {
    const open = [...live].filter(([job, tasks]) => {
      const isNew = !this.#details.has(job) || this.#seen.get(job)?.tag !== tasks[0]!.tag;
      return isNew || tasks.some(({ letters }) => letters.includes('E'));
    });
    const details = await jobDetails(open.map(([job]) => job));
    for (const [job, found] of details) this.#details.set(job, found);
  }

  /** Returns what is known about a job that the master no longer has. */
  #end(
    job: string,
    accounts: readonly Task[],
    first: Pick<KnownJob, 'tag' | 'submitted'> | undefined,
  ): KnownJob | undefined {
    const seen = this.#seen.get(job);
    const { tag, submitted } = first ?? seen ?? {};
    const deleted = (this.#deleted.get(job) ?? []).filter(
      ({ task }) => !accounts.some((other) => other.task === task),
    );
    const tasks = [...accounts, ...deleted];
    const known = { tag, submitted, count: tasks.length, tasks, isThere: false };
    if (seen !== undefined && tasks.length < seen.count && !this.#isLate(job)) {
      const ending = { task: undefined, state: 'running', reason: 'ENDING', ending: true } as const;
      return { ...known, tasks: [...tasks, ending] };
    }
    if (tasks.length === 0 && seen === undefined) return undefined;
    if (tasks.length > 0) this.#ends.set(job, known);
    return known;
  }

  /** True if the accounting should have the end of a job by now. */
  #isLate(job: string): boolean {
    const now = performance.now();
    const since = this.#goneAt.get(job) ?? now;
    this.#goneAt.set(job, since);
    return now - since > LATE;
  }

  /** Resolves to the ended tasks of arrays that go on. The master does not remember them. */
  async #tasksOf(numbers: readonly string[]): Promise<ReadonlyMap<string, readonly Task[]>> {
    if (numbers.length === 0) return new Map();
    const ask = async () => {
      const accounts = await qacct(numbers);
      const ended = numbers.map((job) => [
        job,
        [...accounts.filter((task) => task.job === job), ...(this.#deleted.get(job) ?? [])],
      ]);
      return new Map(ended as [string, readonly Task[]][]);
    };
    return this.#accounted.get(numbers.join(), ask);
  }
}

function byJob(
  live: readonly LiveTasks[],
  numbers: readonly string[],
): ReadonlyMap<string, readonly LiveTasks[]> {
  const wanted = new Set(numbers);
  const jobs = new Map<string, LiveTasks[]>();
  for (const tasks of live) {
    if (!wanted.has(tasks.job)) continue;
    const others = jobs.get(tasks.job);
    if (others === undefined) jobs.set(tasks.job, [tasks]);
    else others.push(tasks);
  }
  return jobs;
}

function liveJob(live: readonly LiveTasks[], details: JobDetails | undefined): KnownJob {
  const tasks = live.flatMap(({ tasks: numbers, letters }) => {
    const state = readState(letters, details?.waitsForJobs ?? false);
    const reason =
      state.stuck && details?.error !== undefined
        ? { advice: `${details.error}. ${state.advice}` }
        : {};
    return (numbers ?? [undefined]).map((task) => ({ task, ...state, ...reason }));
  });
  return {
    tag: live[0]!.tag,
    submitted: details?.submitted,
    count: details?.count ?? tasks.length,
    tasks,
    isThere: true,
  };
}

/** True for a job of an array that goes on, if the master has forgotten this job. */
function isHidden(id: ArrayId, known: KnownJob | undefined): boolean {
  if (id.index === undefined || known?.isThere !== true) return false;
  const number = taskOf(id, FIRST_TASK);
  return !known.tasks.some(({ task }) => task === number);
}

function stateOf(id: ArrayId, tasks: readonly Task[]): ReadState {
  const number = taskOf(id, FIRST_TASK);
  const own = id.index === undefined ? tasks : tasks.filter(({ task }) => task === number);
  // The tasks of an array that are not accounted yet have no number.
  const rest = own.length === 0 ? tasks.filter(({ ending, task }) => ending && !task) : own;
  const deciding = decidingTask(rest);
  if (deciding === undefined) return { state: 'unknown' };
  const { state, reason, advice, stuck, ending } = deciding;
  return {
    state,
    ...(reason !== undefined && { reason }),
    ...(advice !== undefined && { advice }),
    ...(stuck && { stuck }),
    ...(ending && { ending }),
  };
}

function identityOf(known: KnownJob | undefined, system: string): JobIdentity {
  return {
    system,
    ...(known?.submitted !== undefined && { submitted: known.submitted }),
    ...(known?.tag !== undefined && { tag: known.tag }),
  };
}
