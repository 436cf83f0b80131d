import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Task } from '@psyrun/core';
import { resultFiles } from '@psyrun/run';
import type { CleanResult } from '../schemas/clean.ts';
import { whileIdle } from './while-idle.ts';

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
  await whileIdle(task, async () => {
    for (const path of found) {
      onRemove?.(path);
      await rm(path, { recursive: true, force: true });
    }
  });
  return { task: task.name, found, removed: found };
}
