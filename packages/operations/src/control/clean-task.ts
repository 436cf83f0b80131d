import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isPsyrunError, PsyrunError, type Task } from '@psyrun/core';
import { type LockHolder, withWriteLock } from '@psyrun/files';
import { unprovenJobs } from '@psyrun/jobs';
import { activeSubmissions, endStuckSubmissions, resultFiles, WorkDirectory } from '@psyrun/run';
import type { CleanResult } from '../schemas/clean.ts';

/** Returns the paths of what a task has made: its work directory, and a result that is elsewhere. */
export function generatedBy({ workdir, resultfile }: Task): string[] {
  const outside = dirname(resultfile) === workdir ? [] : resultFiles(resultfile);
  return [workdir, ...outside].filter((path) => existsSync(path));
}

/** Options of `Project.clean`. */
export interface CleanOptions {
  /** Told of each path before it is removed. */
  readonly onRemove?: (path: string) => void;
}

/**
 * Removes what a task has made, its result included.
 *
 * Throws `PSYRUN_RUN_ACTIVE` for a task with unfinished jobs and `PSYRUN_JOB_UNPROVEN` for one whose
 * jobs may be unfinished, before anything is removed.
 */
export async function cleanTask(task: Task, { onRemove }: CleanOptions = {}): Promise<CleanResult> {
  const found = generatedBy(task);
  const removeAll = async (): Promise<void> => {
    const active = await activeSubmissions(task);
    if (active.length > 0) throw unprovenJobs(task.name, task.workdir, active) ?? unfinished(task);
    await endStuckSubmissions(task);
    for (const path of found) {
      onRemove?.(path);
      await rm(path, { recursive: true, force: true });
    }
  };
  await alone(task, removeAll);
  return { task: task.name, found, removed: found };
}

/** Nobody may begin a run in a directory that is about to be removed. */
async function alone(task: Task, action: () => Promise<void>): Promise<void> {
  if (!existsSync(task.workdir)) return action();
  try {
    await withWriteLock(new WorkDirectory(task.workdir).run, action);
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
