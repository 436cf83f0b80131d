import { isHere, lockHolder, type LockHolder, type Owner } from '@psyrun/files';
import type { AskedEntry } from '@psyrun/jobs';
import { WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { RunResult } from '../schemas/run.ts';

/** The unfinished jobs of a task, and the process that runs or submits them now. */
export interface BusyWith {
  readonly jobs: readonly AskedEntry[];
  /** The holder of the lock of the work directory. */
  readonly holder?: LockHolder;
}

/** Most jobs that a message names. */
const MOST_NAMED = 3;

/**
 * Resolves to what keeps a task from being started, or to undefined if nothing does: a process that
 * has its lock, and its active jobs. Throws `PSYRUN_LOCK_DAMAGED`.
 */
export async function busyWith(
  task: LoadedTask,
  jobs: readonly AskedEntry[],
): Promise<BusyWith | undefined> {
  const holder = await lockHolder(new WorkDirectory(task.workdir).run);
  if (holder !== undefined) return { jobs, holder };
  return jobs.length > 0 ? { jobs } : undefined;
}

/** Returns what keeps a task busy as plain data. */
export function busyData({ jobs, holder }: BusyWith): NonNullable<RunResult['busy']> {
  const names = jobs.map(({ name }) => name);
  if (holder === undefined) return { jobs: names };
  const { lock, owner, since } = holder;
  const { host, pid } = owner;
  return { jobs: names, process: { host, pid, since: since.toISOString(), lock } };
}

/** Returns what runs, where and since when, and how to wait for it or to end it, as sentences. */
export function busyText(task: string, { jobs, holder }: BusyWith): string {
  const owners = jobs.filter(({ job }) => job === undefined).map(({ by }) => by);
  if (holder !== undefined) owners.push(holder.owner);
  const isSure = owners.every(isHere);
  return [
    `Task '${task}' has unfinished jobs queued.`,
    'Not starting new jobs until these are finished or have been killed.',
    ...(holder === undefined ? [] : [textOfHolder(holder)]),
    ...jobs.slice(0, MOST_NAMED).map(textOfJob),
    ...(jobs.length > MOST_NAMED ? [`So are ${jobs.length - MOST_NAMED} more.`] : []),
    `Wait for them: psy run --wait ${task}. End them: psy kill ${task}.`,
    ...(isSure ? [] : [`If the process is dead: psy kill --presume-dead ${task}.`]),
  ].join(' ');
}

function textOfHolder({ lock, owner, since }: LockHolder): string {
  return `${textOfOwner(owner)} has worked on it since ${since.toISOString()} (${lock}).`;
}

function textOfJob({ name, job, scheduler, time, status, by }: AskedEntry): string {
  if (job === undefined) return `${textOfOwner(by)} has run ${name} since ${time}.`;
  return `${name} is ${status?.state ?? 'queued'} since ${time} (job ${job} of ${scheduler}).`;
}

function textOfOwner(owner: Owner): string {
  const where = isHere(owner) ? '' : ', on another machine or in a container,';
  return `Process ${owner.pid} on ${owner.host}${where}`;
}
