import { existsSync } from 'node:fs';
import { isPsyrunError, PsyrunError, type Task } from '@psyrun/core';
import { type LockHolder, withWriteLock } from '@psyrun/files';
import { unprovenJobs } from '@psyrun/jobs';
import { activeSubmissions, endStuckSubmissions, WorkDirectory } from '@psyrun/run';

/**
 * Does something with the work directory of a task while nobody else begins a run there.
 *
 * Throws `PSYRUN_RUN_ACTIVE` for a task with unfinished jobs and `PSYRUN_JOB_UNPROVEN` for one whose jobs
 * may be unfinished, before anything is done.
 */
export async function whileIdle<T>(task: Task, action: () => Promise<T>): Promise<T> {
  const ifIdle = async (): Promise<T> => {
    const active = await activeSubmissions(task);
    if (active.length > 0) throw unprovenJobs(task.name, task.workdir, active) ?? unfinished(task);
    await endStuckSubmissions(task);
    return action();
  };
  if (!existsSync(task.workdir)) return ifIdle();
  try {
    return await withWriteLock(new WorkDirectory(task.workdir).run, ifIdle);
  } catch (error) {
    throw isPsyrunError(error, 'PSYRUN_STORE_BUSY') ? unfinished(task, error) : error;
  }
}

/** @param busy the error that names the process which holds the lock */
function unfinished({ name, workdir }: Task, busy?: PsyrunError): PsyrunError {
  const { owner, lock } = (busy?.fields ?? {}) as Partial<LockHolder>;
  const who =
    owner === undefined ? '' : ` Process ${owner.pid} on ${owner.host} works on it (${lock}).`;
  return new PsyrunError('PSYRUN_RUN_ACTIVE', `Task '${name}' has unfinished jobs.${who}`, {
    hint: `End them first: psy kill ${name}`,
    fields: { task: name, workdir, ...(owner !== undefined && { owner, lock }) },
    cause: busy,
  });
}
