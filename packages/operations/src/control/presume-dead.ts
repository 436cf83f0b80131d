import { isPsyrunError } from '@psyrun/core';
import {
  breakLock,
  isSameProcess,
  isThisProcess,
  lockHolder,
  withWriteLock,
  type Owner,
} from '@psyrun/files';
import { askAbout, Ledger } from '@psyrun/jobs';
import { partialFile, WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';

/** The jobs and processes that were taken for dead. */
export interface Presumed {
  /** Full names. */
  readonly jobs: readonly string[];
  /** In words, as in `process 7 on node-17`. */
  readonly processes: string[];
}

/**
 * Takes the processes of psy that work on a task for dead if they cannot be checked: their locks of the
 * run and of the result are removed, and the ledger records that they run no jobs. A process that is proven to run keeps both.
 */
export async function presumeDead(task: LoadedTask): Promise<Presumed> {
  const directory = new WorkDirectory(task.workdir);
  const locks: string[] = [];
  for (const file of [directory.run, task.resultfile, partialFile(task.resultfile)]) {
    locks.push(...(await breakLockOf(file)));
  }
  const ledger = new Ledger(directory.ledger);
  // A process that has ended here cannot be checked elsewhere, where its jobs count as unfinished.
  const open = await askAbout(await ledger.entries(), task);
  const entries = open.filter(
    ({ job, by, abandoned }) => job === undefined && abandoned !== true && !isProven(by),
  );
  if (entries.length > 0) {
    await withWriteLock(directory.run, async () => {
      for (const { id } of entries) await ledger.abandon(id);
    });
  }
  const owners = entries.map(({ by }) => textOf(by));
  return {
    jobs: entries.map(({ name }) => name),
    processes: [...new Set([...locks, ...owners])],
  };
}

/** Returns the owner of the lock in words, if the lock was removed. */
async function breakLockOf(file: string): Promise<string[]> {
  try {
    const holder = await lockHolder(file);
    if (holder === undefined || isProven(holder.owner)) return [];
    await breakLock(file, holder.owner);
    return [textOf(holder.owner)];
  } catch (error) {
    if (!isPsyrunError(error, 'PSYRUN_LOCK_DAMAGED')) throw error;
    await breakLock(file, undefined);
    return ['the unknown process of a damaged lock'];
  }
}

function isProven(owner: Owner): boolean {
  return isSameProcess(owner) || isThisProcess(owner);
}

function textOf({ host, pid }: Owner): string {
  return `process ${pid} on ${host}`;
}
