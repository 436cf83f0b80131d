import { ACTIVE_STATES, type JobStatus } from '@psyrun/core';
import { doubtsAbout, jobStatuses, Ledger, type AskedEntry } from '@psyrun/jobs';
import { unfinishedSubmissions, WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { StatusResult } from '../schemas/status.ts';

/** Jobs of one submission that are in the same state for the same reason. */
export type UnfinishedJob = NonNullable<StatusResult['unfinishedJobs']>[number];

/**
 * Returns the jobs of a task that have not ended, and why they have not begun. The jobs of an array
 * with the same state and reason are told together. Throws `PSYRUN_SCHEDULER`.
 */
export async function unfinishedJobs(task: LoadedTask): Promise<UnfinishedJob[]> {
  const unfinished = await unfinishedSubmissions(task);
  if (unfinished.length === 0) return [];
  const entries = await new Ledger(new WorkDirectory(task.workdir).ledger).entries();
  const statuses = await jobStatuses(entries, task);
  return unfinished.flatMap((entry) => told(entry, statuses));
}

function told(entry: AskedEntry, statuses: ReadonlyMap<string, JobStatus>): UnfinishedJob[] {
  const { name, indices, status } = entry;
  const [doubt] = doubtsAbout([entry]);
  if (doubt !== undefined) return [{ name, count: indices?.length ?? 1, state: 'unknown', doubt }];
  const jobs = (indices ?? []).flatMap((index) => statuses.get(`${name}:${index}`) ?? []);
  const unfinished = jobs.filter(isUnfinished);
  return together(name, unfinished.length > 0 ? unfinished : status === undefined ? [] : [status]);
}

function isUnfinished({ state, stuck }: JobStatus): boolean {
  return ACTIVE_STATES.has(state) || stuck === true;
}

function together(name: string, jobs: readonly JobStatus[]): UnfinishedJob[] {
  const groups = new Map<string, JobStatus[]>();
  for (const job of jobs) {
    const key = JSON.stringify([job.state, job.reason]);
    groups.set(key, [...(groups.get(key) ?? []), job]);
  }
  return Array.from(groups.values(), (alike) => groupOf(name, alike));
}

function groupOf(name: string, alike: readonly JobStatus[]): UnfinishedJob {
  const { state, reason, stuck, advice } = alike[0]!;
  const [expectedStart] = alike.flatMap((job) => job.expectedStart ?? []).sort();
  return {
    name,
    count: alike.length,
    state,
    ...(reason !== undefined && { reason }),
    ...(stuck && { stuck }),
    ...(advice !== undefined && { advice }),
    ...(expectedStart !== undefined && { expectedStart }),
  };
}
