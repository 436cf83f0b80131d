import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { PsyrunError } from '@psyrun/core';
import { hasEnded, type Owner } from '@psyrun/files';
import { bySubmitter, type LedgerEntry } from '@psyrun/jobs';
import { activeSubmissions, withBatchedStatus, stuckSubmissions } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { DONE } from '../terminal/exit-codes.ts';
import { readTasks, type Session } from '../session.ts';

/** How often to look whether a process has ended, and how long to wait for it, in milliseconds. */
const LOOK_AGAIN = 50;
const WAIT = 10_000;

/**
 * `psy kill`: ends the queued and running jobs of tasks, as their ledgers know them, and no others.
 * Where `psy run` runs the jobs itself, that process is asked to stop.
 *
 * Throws `PSYRUN_RUN_ACTIVE` if a process cannot be reached or does not end.
 */
export async function killTasks(
  names: readonly string[],
  { taskdir }: { readonly taskdir: string },
  session: Session,
): Promise<number> {
  for (const task of withBatchedStatus(await readTasks(taskdir, names, session))) {
    const active = [...(await activeSubmissions(task)), ...(await stuckSubmissions(task))];
    for (const [scheduler, own] of await bySubmitter(active, task)) {
      const jobs = own.flatMap(({ job }) => (job === undefined ? [] : [job]));
      if (jobs.length > 0) await scheduler.kill(jobs);
    }
    await stopSubmitters(task, active);
    const what = active.length === 0 ? 'has no unfinished jobs' : 'has been killed';
    session.console.error(`Task '${task.name}' ${what}.`);
  }
  return DONE;
}

/** Ends the processes that run jobs themselves, or are still waiting for a scheduler's answer. */
async function stopSubmitters(task: LoadedTask, active: readonly LedgerEntry[]): Promise<void> {
  const pending = active.filter(({ job }) => job === undefined).map(({ by }) => by);
  for (const owner of new Map(pending.map((by) => [by.pid, by])).values()) {
    const { host, pid } = owner;
    if (host !== hostname()) throw notStopped(task, owner, `Run psy kill on ${host}.`);
    process.kill(pid, 'SIGTERM');
    for (let waited = 0; !hasEnded(owner); waited += LOOK_AGAIN) {
      if (waited >= WAIT) throw notStopped(task, owner, `End it with: kill -9 ${pid}`);
      await sleep(LOOK_AGAIN);
    }
  }
}

function notStopped({ name }: LoadedTask, { host, pid }: Owner, hint: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_RUN_ACTIVE',
    `Process ${pid} on ${host} still runs jobs of task '${name}'.`,
    { hint, fields: { task: name, host, pid } },
  );
}
