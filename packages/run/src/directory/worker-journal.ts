import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { WorkDirectory } from './work-directory.ts';

/** Returns the journal of a worker. */
export const journalOf = (directory: WorkDirectory, worker: string): string =>
  directory.journal(worker);

/**
 * Resolves to the name of a new worker of job `job`: the index of the job, or `<job>.<count>` if the job
 * was started before. Creates its empty journal, so that two workers never write to the same one. When
 * a cluster loses a node, the jobs may go on there while the cluster starts them again.
 */
export async function newWorker(directory: WorkDirectory, job: number): Promise<string> {
  for (let count = 0; ; count++) {
    const worker = count === 0 ? String(job) : `${job}.${count}`;
    try {
      await (await open(journalOf(directory, worker), 'wx')).close();
      return worker;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Resolves to the journals of all workers of job `job` in the present generation. */
export async function journalsOfJob(directory: WorkDirectory, job: number): Promise<string[]> {
  const own = new RegExp(`^${job}(\\.\\d+)?\\.journal$`);
  return (await directory.presentJournals()).filter((file) => own.test(basename(file)));
}
