import type { JobId, JobState, JobStatus } from '@psyrun/core';
import { readIndexList } from '../submit/index-list.ts';
import { parseJobId } from '../command/job-ids.ts';
import { readState, type ReadState } from './job-states.ts';

/** The states and reasons of jobs in Slurm, by `12` or `12_3`. */
export type JobReport = ReadonlyMap<string, ReadState>;

const LINE = /^(\d+)(?:_(?:(\d+)|\[(.+)\]))?\|([^|]+)\|([^|]*)$/;

/**
 * Reads lines of `id|state|reason`. The id is that of a job, of one task of an array, or of many
 * (`12_[0-4,7%2]`). Other lines, such as the names of clusters, are ignored.
 *
 * @example
 * ```ts
 * readReport('12_[0-1]|PENDING|Resources').get('12_1');
 * // => { state: 'queued', reason: 'Resources' }
 * ```
 */
export function readReport(text: string): JobReport {
  const report = new Map<string, ReadState>();
  for (const line of text.split('\n')) {
    const [found, job, task, tasks, state, reason] = LINE.exec(line) ?? [];
    if (found === undefined) continue;
    const read = readState(state!, reason!);
    for (const id of slurmIds(job!, task, tasks)) report.set(id, read);
  }
  return report;
}

/** A truncated list counts as the whole array. */
function slurmIds(job: string, task: string | undefined, tasks: string | undefined): string[] {
  if (task !== undefined) return [`${job}_${task}`];
  const indices = tasks === undefined ? undefined : readIndexList(tasks);
  return indices?.map((index) => `${job}_${index}`) ?? [job];
}

/** The states in the order in which they decide the state of an array. */
const PRECEDENCE: readonly JobState[] = [
  'running',
  'suspended',
  'queued',
  'waiting',
  'failed',
  'unknown',
  'done',
];

/**
 * Returns the state of each job, or of all jobs of an array together. A job without a line is
 * unknown.
 */
export function statuses(ids: readonly JobId[], report: JobReport): ReadonlyMap<JobId, JobStatus> {
  const tasksOf = byJob(report);
  return new Map(
    ids.map((id) => {
      const found = parseJobId(id).slurmIds.flatMap((slurmId) =>
        (slurmId.includes('_') ? [slurmId] : (tasksOf.get(slurmId) ?? [])).map((key) =>
          report.get(key),
        ),
      );
      return [id, { id, ...together(found) }];
    }),
  );
}

function byJob(report: JobReport): ReadonlyMap<string, readonly string[]> {
  const tasksOf = new Map<string, string[]>();
  for (const id of report.keys()) {
    const job = id.split('_')[0]!;
    const tasks = tasksOf.get(job);
    if (tasks === undefined) tasksOf.set(job, [id]);
    else tasks.push(id);
  }
  return tasksOf;
}

function together(found: readonly (ReadState | undefined)[]): Omit<JobStatus, 'id'> {
  const known = found.filter((read) => read !== undefined);
  for (const state of PRECEDENCE) {
    const inState = known.filter((other) => other.state === state);
    if (inState.length > 0) return inState.find(({ stuck }) => stuck) ?? inState[0]!;
  }
  return { state: 'unknown' };
}
