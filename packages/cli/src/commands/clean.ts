import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isPsyrunError, PsyrunError } from '@psyrun/core';
import { withWriteLock } from '@psyrun/files';
import {
  activeSubmissions,
  withBatchedStatus,
  endStuckSubmissions,
  resultFiles,
  WorkDirectory,
} from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { DONE, FAILED } from '../terminal/exit-codes.ts';
import { readTasks, type Session } from '../session.ts';

/** Options of {@link cleanTasks}. */
export interface CleanOptions {
  readonly taskdir: string;
  readonly yes?: boolean;
}

/**
 * `psy clean`: removes the work directories of tasks, and results that lie elsewhere. It asks at a
 * terminal. Throws `PSYRUN_RUN_ACTIVE` for a task with jobs, before anything of it is removed.
 */
export async function cleanTasks(
  names: readonly string[],
  { taskdir, yes = false }: CleanOptions,
  session: Session,
): Promise<number> {
  const { console } = session;
  const tasks = withBatchedStatus(await readTasks(taskdir, names, session));
  for (const task of tasks) {
    const paths = generatedBy(task);
    if (paths.length === 0) console.error(`There is nothing to remove for task '${task.name}'.`);
    const question = `Remove ${paths.join(' and ')}?`;
    if (paths.length > 0 && !yes && !((await console.confirm?.(question)) ?? true)) return FAILED;
    await remove(task, paths, (path) => console.out(`rm ${path}`));
  }
  return DONE;
}

/** What there is of a task: its work directory, and a result that is not in there. */
function generatedBy({ workdir, resultfile }: LoadedTask): string[] {
  const outside = dirname(resultfile) === workdir ? [] : resultFiles(resultfile);
  return [workdir, ...outside].filter((path) => existsSync(path));
}

async function remove(
  task: LoadedTask,
  paths: readonly string[],
  onRemove: (path: string) => void,
): Promise<void> {
  const removeAll = async (): Promise<void> => {
    if ((await activeSubmissions(task)).length > 0) throw active(task);
    await endStuckSubmissions(task);
    for (const path of paths) {
      onRemove(path);
      await rm(path, { recursive: true, force: true });
    }
  };
  if (!existsSync(task.workdir)) return removeAll();
  try {
    // Nobody may begin a run in a directory that is about to go.
    await withWriteLock(new WorkDirectory(task.workdir).run, removeAll);
  } catch (error) {
    throw isPsyrunError(error, 'PSYRUN_STORE_BUSY') ? active(task) : error;
  }
}

function active({ name, workdir }: LoadedTask): PsyrunError {
  return new PsyrunError('PSYRUN_RUN_ACTIVE', `Task '${name}' has unfinished jobs.`, {
    hint: `End them first: psy kill ${name}`,
    fields: { task: name, workdir },
  });
}
