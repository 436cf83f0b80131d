import { lockHolder } from '@psyrun/files';
import { byScheduler, doubtsAbout, type AskedEntry } from '@psyrun/jobs';
import { unfinishedSubmissions, WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { KillResult } from '../schemas/kill.ts';
import { presumeDead } from './presume-dead.ts';
import { stopSubmitters } from './stop-submitters.ts';

/** Options of `Project.kill`. */
export interface KillOptions {
  /**
   * Takes the processes of psy that cannot be checked for dead: those on other machines and in other
   * containers, and the owner of a damaged lock. A process that is proven to run is ended all the same.
   */
  readonly presumeDead?: boolean;
}

/**
 * Ends the queued and running jobs of a task, as its ledger knows them, and no others: a job that is
 * not proven to be the submitted one is left alone, and told in the result. A process that runs the
 * jobs itself, or submits them now, is asked to stop.
 *
 * Throws `PSYRUN_RUN_ACTIVE` if a process cannot be reached or does not end, `PSYRUN_LOCK_DAMAGED` if the
 * lock does not name the process, and `PSYRUN_SCHEDULER`.
 */
export async function killTask(task: LoadedTask, options: KillOptions = {}): Promise<KillResult> {
  const presumed = options.presumeDead ? await presumeDead(task) : { jobs: [], processes: [] };
  const holder = await lockHolder(new WorkDirectory(task.workdir).run);
  const unfinished = await unfinishedSubmissions(task);
  const active = unfinished.filter(isProven);
  await endJobs(task, active);
  const submitters = active.flatMap(({ job, by }) => (job === undefined ? [by] : []));
  await stopSubmitters(task, holder === undefined ? submitters : [...submitters, holder.owner]);
  // The process may have submitted jobs before it ended.
  const later = holder === undefined ? [] : (await unfinishedSubmissions(task)).filter(isProven);
  await endJobs(task, later);
  const names = [...presumed.jobs, ...[...active, ...later].map(({ name }) => name)];
  const ended = holder !== undefined && names.length === 0 ? [task.name] : [...new Set(names)];
  const { processes } = presumed;
  const unproven = doubtsAbout(unfinished);
  return {
    task: task.name,
    ended,
    ...(unproven.length > 0 && { unproven }),
    ...(processes.length > 0 && { presumedDead: processes }),
  };
}

function isProven({ doubt }: AskedEntry): boolean {
  return doubt === undefined;
}

async function endJobs(task: LoadedTask, entries: readonly AskedEntry[]): Promise<void> {
  for (const [scheduler, own] of await byScheduler(entries, task)) {
    const jobs = own.flatMap(({ job }) => (job === undefined ? [] : [job]));
    if (jobs.length > 0) await scheduler.kill(jobs);
  }
}
