import { ACTIVE_STATES, isPsyrunError, type JobId, type JobStatus } from '@psyrun/core';
import { ThrottledCache } from '@psyrun/scheduler-command';
import { byCluster, jobNumbers, slurmIdsOf } from '../command/job-ids.ts';
import { controllerReport } from './controller.ts';
import { byNumber, statuses, type JobReport, type ReportedJob } from './job-report.ts';
import { sacct } from './sacct.ts';
import { squeue } from './squeue.ts';

const NOTHING: JobReport = new Map();
/** Milliseconds by which the accounting may be late. */
const LATE = 10_000;
/** Milliseconds for which the accounting is not asked again for tasks of arrays that go on. */
const TASKS_KEPT = 300_000;

/**
 * Queries the states of jobs: one call of `squeue` for the jobs whose end is not known yet.
 *
 * A job that `squeue` does not list, or an array that it lists as ended, is asked for once more: the
 * controller itself is asked, and the accounting, which remembers all tasks of an array. After that
 * its end is known and it is not asked for again. Of an array that goes on, the controller forgets the
 * tasks that have ended: the accounting is asked for these, but seldom.
 */
export class StatusQueries {
  readonly #live = new ThrottledCache<JobReport>();
  readonly #tasks = new ThrottledCache<JobReport>(TASKS_KEPT);
  /** The last reports about jobs that have ended, by cluster and number. */
  readonly #ends = new Map<string, JobReport>();
  /** The times at which jobs were first seen as ended. */
  readonly #endedAt = new Map<string, number>();
  readonly #system: () => Promise<string>;

  /** @param system Returns the system of this machine. */
  constructor(system: () => Promise<string>) {
    this.#system = system;
  }

  /** Resolves to the states of jobs. Jobs of other clusters are queried there. */
  async statusOf(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
    const all = new Map<JobId, JobStatus>();
    for (const [cluster, ownIds] of byCluster(ids)) {
      const slurmIds = slurmIdsOf(ownIds);
      const numbers = jobNumbers(slurmIds);
      const open = numbers.filter((number) => !this.#ends.has(keyOf(cluster, number)));
      const live =
        open.length === 0
          ? NOTHING
          : await this.#live.get(keyOf(cluster, open.join()), () => this.#ask(open, cluster));
      const past = numbers.flatMap((number) => [...(this.#ends.get(keyOf(cluster, number)) ?? [])]);
      const forgotten = jobNumbers(slurmIds.filter((id) => id.includes('_') && !live.has(id)));
      const lacking = forgotten.filter((number) => open.includes(number));
      const tasks =
        lacking.length === 0
          ? NOTHING
          : await this.#tasks.get(keyOf(cluster, lacking.join()), () =>
              accounting(lacking, cluster),
            );
      const system = cluster ?? (await this.#system());
      const report = new Map([...ended(tasks), ...past, ...live]);
      for (const [id, status] of statuses(ownIds, report, system)) all.set(id, status);
    }
    return all;
  }

  /** Drops the cached answers after a change. */
  forget(): void {
    this.#live.forget();
  }

  async #ask(numbers: readonly string[], cluster: string | undefined): Promise<JobReport> {
    const listed = await squeue(numbers, cluster);
    const jobs = byNumber(listed);
    const quiet = numbers.filter((number) => !isActive(jobs.get(number)));
    const checked = new Map<string, JobReport>();
    for (const number of quiet) {
      checked.set(number, await endOf(number, pick(listed, number), cluster));
    }
    const inDoubt = quiet.filter((number) => needsAccounting(checked.get(number)!));
    const accounts = await accounting(inDoubt, cluster);
    const report = new Map(listed);
    for (const [number, controller] of checked) {
      const end = combined(controller, pick(accounts, number));
      for (const [id, job] of end) report.set(id, job);
      if (!isActive([...end.values()])) this.#remember(keyOf(cluster, number), end);
    }
    return report;
  }

  /** The end of an array, or of a job that nobody knows, counts when the accounting is complete. */
  #remember(key: string, end: JobReport): void {
    const now = performance.now();
    const since = this.#endedAt.get(key) ?? now;
    this.#endedAt.set(key, since);
    const isCertain = [...end.keys()].some((id) => !id.includes('_'));
    if (isCertain || now - since >= LATE) this.#ends.set(key, end);
  }
}

function keyOf(cluster: string | undefined, number: string): string {
  return `${cluster ?? ''} ${number}`;
}

function isActive(jobs: readonly ReportedJob[] = []): boolean {
  return jobs.some(({ state, stuck }) => ACTIVE_STATES.has(state) || stuck === true);
}

function ended(report: JobReport): JobReport {
  return new Map([...report].filter(([, job]) => !isActive([job])));
}

/** Returns the part of a report about one job or array. */
function pick(report: JobReport, number: string): JobReport {
  return new Map([...report].filter(([id]) => jobNumbers([id])[0] === number));
}

/** A single job that is listed as ended has ended. All else is asked of the controller. */
async function endOf(
  number: string,
  listed: JobReport,
  cluster: string | undefined,
): Promise<JobReport> {
  if (listed.has(number) && listed.get(number)!.state !== 'unknown') return listed;
  return new Map([...listed, ...(await controllerReport(number, cluster))]);
}

/** The controller may have forgotten tasks of an array, and does not say who has cancelled a job. */
function needsAccounting(controller: JobReport): boolean {
  const jobs = [...controller];
  if (isActive(jobs.map(([, job]) => job))) return false;
  if (jobs.length === 0) return true;
  return jobs.some(([id, { reason }]) => id.includes('_') || reason === 'CANCELLED');
}

/**
 * Combines what the controller and the accounting say. The controller is right about the state. The
 * accounting is some seconds late, so that its jobs that have not ended count only if the
 * controller does not know the number at all: then it may have lost them.
 */
function combined(controller: JobReport, accounts: JobReport): JobReport {
  if (controller.size === 0) {
    return new Map([...accounts].map(([id, job]) => [id, onlyInAccounting(job)]));
  }
  const both = new Map(controller);
  for (const [id, job] of accounts) {
    const known = both.get(id);
    if (known === undefined && !isActive([job])) both.set(id, job);
    if (known?.reason === 'CANCELLED' && job.reason.startsWith('CANCELLED')) {
      both.set(id, { ...known, reason: job.reason });
    }
  }
  return both;
}

function onlyInAccounting(job: ReportedJob): ReportedJob {
  if (!ACTIVE_STATES.has(job.state)) return job;
  return { ...job, reason: `${job.reason} in the accounting, unknown to the controller` };
}

/**
 * Resolves to the report of the accounting, or an empty one if there is no accounting or it fails.
 */
async function accounting(
  numbers: readonly string[],
  cluster: string | undefined,
): Promise<JobReport> {
  if (numbers.length === 0) return NOTHING;
  try {
    return await sacct(numbers, cluster);
  } catch (error) {
    // An empty report makes the job unknown.
    if (isPsyrunError(error)) return NOTHING;
    throw error;
  }
}
