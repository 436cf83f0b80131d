import type { JobId, JobIdentity, JobStatus } from '@psyrun/core';
import { decidingTask, readIndexList } from '@psyrun/scheduler-command';
import { jobNumbers, parseJobId } from '../command/job-ids.ts';
import { readState, type ReadState } from './job-states.ts';
import { tagIn } from '../submit/job-tags.ts';

/** Slurm's report about one job. */
export interface ReportedJob extends ReadState {
  /** Time of submission, in UTC. A requeued job has a new one. */
  readonly submitted?: string;
  readonly expectedStart?: string;
  readonly name?: string;
  /** The tag of its submission, if a submission of psyrun made it. */
  readonly tag?: string;
}

/** The jobs by their id in Slurm, `12` or `12_3`. */
export type JobReport = ReadonlyMap<string, ReportedJob>;

/** The last field ends with a bar too: a line that was cut short is not read. */
const LINE = /^(\d+)(?:_(?:(\d+)|\[(.+)\]))?\|([^|]+)\|([^|]*)\|([^|]*)\|([^|]*)\|(.*)\|$/;
/** Of a job that somebody has to release, Slurm says the earliest start, not the expected one. */
const HELD = /held/i;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

/**
 * Reads lines of `id|state|reason|submitted|start|name|comment|`. The id is that of a job, of one task
 * of an array, or of many (`12_[0-4,7%2]`). Other lines, such as the names of clusters, are ignored.
 *
 * @example
 * ```ts
 * const report = readReport('12_[0-1]|PENDING|Resources|2026-11-21T20:52:39|N/A|t|psyrun:f00d|');
 * report.get('12_1')?.reason; // => 'Resources'
 * report.get('12_1')?.tag; // => 'f00d'
 * ```
 */
export function readReport(text: string): JobReport {
  const report = new Map<string, ReportedJob>();
  for (const line of text.split('\n')) {
    const [found, job, task, tasks, state, reason, submitted, start, rest] = LINE.exec(line) ?? [];
    if (found === undefined) continue;
    const read = reported(readState(state!, reason!), submitted!, start!, rest!);
    for (const id of slurmIds(job!, task, tasks)) report.set(id, read);
  }
  return report;
}

/** @param rest The name and the comment; both may contain bars. */
function reported(read: ReadState, submitted: string, start: string, rest: string): ReportedJob {
  const tag = tagIn(rest);
  const waits = read.state === 'queued' || read.state === 'waiting';
  return {
    ...read,
    ...(TIME.test(submitted) && { submitted: `${submitted}Z` }),
    ...(waits && !HELD.test(read.reason) && TIME.test(start) && { expectedStart: `${start}Z` }),
    name: rest.slice(0, rest.lastIndexOf('|')),
    ...(tag !== undefined && { tag }),
  };
}

/** A truncated list counts as the whole array. */
function slurmIds(job: string, task: string | undefined, tasks: string | undefined): string[] {
  if (task !== undefined) return [`${job}_${task}`];
  const indices = tasks === undefined ? undefined : readIndexList(tasks);
  return indices?.map((index) => `${job}_${index}`) ?? [job];
}

/**
 * Returns the state of each job, or of all jobs of an array together. A job without a line is
 * unknown.
 *
 * @param system The system that the report is from.
 */
export function statuses(
  ids: readonly JobId[],
  report: JobReport,
  system: string,
): ReadonlyMap<JobId, JobStatus> {
  const tasksOf = byNumber(report);
  return new Map(
    ids.map((id) => {
      const { slurmIds: own } = parseJobId(id);
      const found = own.flatMap((slurmId): readonly (ReportedJob | undefined)[] =>
        slurmId.includes('_') ? [report.get(slurmId)] : (tasksOf.get(slurmId) ?? []),
      );
      const owners = jobNumbers(own).flatMap((number) => firstOf(tasksOf.get(number)) ?? []);
      return [id, { id, ...together(found), ...whose(owners, system) }];
    }),
  );
}

/** Groups a report by the numbers of jobs and arrays. */
export function byNumber(report: JobReport): ReadonlyMap<string, readonly ReportedJob[]> {
  const jobs = new Map<string, ReportedJob[]>();
  for (const [id, job] of report) {
    const [number] = jobNumbers([id]);
    const tasks = jobs.get(number!);
    if (tasks === undefined) jobs.set(number!, [job]);
    else tasks.push(job);
  }
  return jobs;
}

/** The task of an array with the first time of submission: a requeued task has a later one. */
function firstOf(jobs: readonly ReportedJob[] = []): ReportedJob | undefined {
  return [...jobs].sort((a, b) => (a.submitted ?? '').localeCompare(b.submitted ?? ''))[0];
}

/** An array in parts is another one if one of its parts is. */
function whose(
  parts: readonly ReportedJob[],
  system: string,
): Pick<JobStatus, 'name'> & { readonly identity: JobIdentity } {
  const part = parts.find(({ tag }) => tag !== parts[0]!.tag) ?? parts[0];
  const { name, submitted, tag } = part ?? {};
  const identity: JobIdentity = {
    system,
    ...(submitted !== undefined && { submitted }),
    ...(tag !== undefined && { tag }),
  };
  return name === undefined ? { identity } : { name, identity };
}

function together(found: readonly (ReportedJob | undefined)[]): Omit<JobStatus, 'id'> {
  const deciding = decidingTask(found.filter((read) => read !== undefined));
  return deciding === undefined ? { state: 'unknown' } : stateOf(deciding);
}

function stateOf({ name, submitted, tag, ...state }: ReportedJob): Omit<JobStatus, 'id'> {
  return state;
}
