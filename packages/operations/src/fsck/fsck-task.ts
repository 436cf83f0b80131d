import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { isPsyrunError, PsyrunError } from '@psyrun/core';
import { withWriteLock } from '@psyrun/files';
import { activeSubmissions, readStatus, WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { FsckFile, FsckResult } from '../schemas/fsck.ts';
import { examine } from './examine.ts';
import type { Finding } from './finding.ts';
import { repair } from './repair.ts';

/** Options of `Project.fsck`. */
export interface FsckOptions {
  /** Repairs what was found, so that `psy run -c` goes on. Nothing that was computed is removed. */
  readonly repair?: boolean;
}

/**
 * Reads every file of the work directory of a task, and returns what is sound, damaged, of another run,
 * or left over. With `repair`, damaged and foreign files are moved to `damaged/`, the readable records of
 * damaged journals are written again, and leftovers of ended processes are removed.
 *
 * Throws `PSYRUN_RUN_ACTIVE` for a repair while jobs are unfinished, or while that cannot be known.
 */
export async function fsckTask(
  task: LoadedTask,
  { repair: isRepair = false }: FsckOptions = {},
): Promise<FsckResult> {
  const directory = new WorkDirectory(task.workdir);
  const checked = !isRepair
    ? (await examine(task)).map((finding) => asChecked(directory, finding))
    : existsSync(directory.root)
      ? await alone(task, () => repairAll(task, directory))
      : [];
  const files = checked.map(({ file }) => file);
  const { states } = await readStatus(task);
  return {
    task: task.name,
    sound: files.every(({ state }) => state === 'sound' || state === 'leftover'),
    repairable: checked.some(({ isRepairable }) => isRepairable),
    repaired: files.some(({ done }) => done !== undefined),
    rows: states.counts(),
    files,
  };
}

/** A file as it is told, and whether a repair is left to do. */
interface Checked {
  readonly file: FsckFile;
  readonly isRepairable: boolean;
}

async function repairAll(task: LoadedTask, directory: WorkDirectory): Promise<Checked[]> {
  const checked: Checked[] = [];
  for (const finding of await examine(task)) {
    const done = await repair(directory, finding);
    const { file } = asChecked(directory, finding);
    checked.push({ file: { ...file, ...(done !== undefined && { done }) }, isRepairable: false });
  }
  return checked;
}

function asChecked({ root }: WorkDirectory, { path, state, problem, remedy }: Finding): Checked {
  const inside = relative(root, path);
  const file = inside.startsWith('..') ? path : inside;
  return {
    file: { file, state, ...(problem !== undefined && { problem }) },
    isRepairable: remedy !== undefined,
  };
}

/** Nobody else may change the directory meanwhile, and no job may write there. */
async function alone<T>(task: LoadedTask, action: () => Promise<T>): Promise<T> {
  const { run } = new WorkDirectory(task.workdir);
  try {
    return await withWriteLock(run, async () => {
      if (await mayHaveJobs(task)) throw active(task);
      return action();
    });
  } catch (error) {
    throw isPsyrunError(error, 'PSYRUN_STORE_BUSY') ? active(task, error.message) : error;
  }
}

/** Jobs that psy runs itself end with it, and it holds the lock. Those of a cluster are in the ledger. */
async function mayHaveJobs(task: LoadedTask): Promise<boolean> {
  if (task.scheduler.capabilities.immediate) return false;
  return (await activeSubmissions(task)).length > 0;
}

function active({ name }: LoadedTask, lock?: string): PsyrunError {
  const why = lock === undefined ? '' : ` ${lock}`;
  return new PsyrunError('PSYRUN_RUN_ACTIVE', `Task '${name}' has unfinished jobs.${why}`, {
    hint: `Wait for them, or end them with psy kill ${name}. Without --repair, psy fsck changes nothing.`,
    fields: { task: name },
  });
}
