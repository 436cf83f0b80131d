import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { PsyrunError, type Task } from '@psyrun/core';
import { hasEnded, isSameProcess, type Owner } from '@psyrun/files';
import type { LedgerEntry } from '@psyrun/jobs';

/** Milliseconds between two looks whether a process has ended. */
const LOOK_AGAIN = 50;
/** Most milliseconds to wait for the end of a process. */
const WAIT = 10_000;

/**
 * Ends the processes that run jobs of a task themselves, or still wait for the answer of a scheduler.
 *
 * Throws `PSYRUN_RUN_ACTIVE` for a process on another machine, one that does not end, and one that is
 * not proven to be the one that submitted: no other process is ever sent a signal.
 */
export async function stopSubmitters(
  task: Pick<Task, 'name'>,
  active: readonly LedgerEntry[],
): Promise<void> {
  const pending = active.filter(({ job }) => job === undefined).map(({ by }) => by);
  for (const owner of new Map(pending.map((by) => [`${by.host} ${by.pid}`, by])).values()) {
    const { host, pid } = owner;
    if (host !== hostname()) throw notStopped(task, owner, `Run psy kill on ${host}.`);
    if (!isSameProcess(owner)) throw notStopped(task, owner, notProven(pid));
    process.kill(pid, 'SIGTERM');
    for (let waited = 0; !hasEnded(owner); waited += LOOK_AGAIN) {
      if (waited >= WAIT) throw notStopped(task, owner, `End it with: kill -9 ${pid}`);
      await sleep(LOOK_AGAIN);
    }
  }
}

/** The number of a process may belong to an innocent one by now. */
function notProven(pid: number): string {
  return `It is not certain that it is the process that submitted them. If it is, end it with: kill ${pid}`;
}

function notStopped({ name }: Pick<Task, 'name'>, { host, pid }: Owner, hint: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_RUN_ACTIVE',
    `Process ${pid} on ${host} still runs jobs of task '${name}'.`,
    { hint, fields: { task: name, host, pid } },
  );
}
