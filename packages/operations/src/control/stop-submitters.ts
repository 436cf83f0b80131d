import { setTimeout as sleep } from 'node:timers/promises';
import { PsyrunError, type Task } from '@psyrun/core';
import { hasEnded, isHere, isSameProcess, isThisProcess, type Owner } from '@psyrun/files';

/** Milliseconds between two looks whether a process has ended. */
const LOOK_AGAIN = 50;
/** Most milliseconds to wait for the end of a process. */
const WAIT = 10_000;

/**
 * Ends the processes that run jobs of a task themselves, or still wait for the answer of a scheduler.
 *
 * Throws `PSYRUN_RUN_ACTIVE` for a process on another machine or in another container, one that does
 * not end, and one that is not proven to be the one that submitted: no other process is ever sent a
 * signal.
 */
export async function stopSubmitters(
  task: Pick<Task, 'name'>,
  submitters: readonly Owner[],
): Promise<void> {
  const different = new Map(submitters.map((owner) => [JSON.stringify(owner), owner]));
  for (const owner of different.values()) {
    if (hasEnded(owner)) continue;
    if (isThisProcess(owner)) {
      throw notStopped(task, owner, 'It is this process: abort the signal of the run.');
    }
    if (!isSameProcess(owner)) throw notStopped(task, owner, advice(task, owner));
    if (!askToEnd(owner)) {
      throw notStopped(task, owner, 'It belongs to another user, who can end it with psy kill.');
    }
    for (let waited = 0; !hasEnded(owner); waited += LOOK_AGAIN) {
      if (waited >= WAIT) throw notStopped(task, owner, `End it with: kill -9 ${owner.pid}`);
      await sleep(LOOK_AGAIN);
    }
  }
}

/** Returns false for a process of another user. */
function askToEnd({ pid }: Owner): boolean {
  try {
    return process.kill(pid, 'SIGTERM');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ESRCH') return true; // It has ended meanwhile.
    if (code === 'EPERM') return false;
    throw error;
  }
}

/** The number of a process may belong to an innocent one by now. */
function advice({ name }: Pick<Task, 'name'>, owner: Owner): string {
  const { host, pid } = owner;
  const dead = `If it is dead: psy kill --presume-dead ${name}`;
  return isHere(owner)
    ? `It is not certain that it is the process that submitted them. If it is, end it with: kill ${pid}. ${dead}`
    : `It is on another machine or in another container: run psy kill there, on ${host}. ${dead}`;
}

function notStopped({ name }: Pick<Task, 'name'>, { host, pid }: Owner, hint: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_RUN_ACTIVE',
    `Process ${pid} on ${host} still runs jobs of task '${name}'.`,
    { hint, fields: { task: name, host, pid } },
  );
}
