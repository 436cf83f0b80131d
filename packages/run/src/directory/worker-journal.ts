import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { WorkDirectory } from './work-directory.ts';

/** The journal of a worker. */
export const journalOf = (directory: WorkDirectory, worker: string): string =>
  directory.journal(worker);

/**
 * A name for a new worker of job `job`: the number of the job, or for a job that has begun before
 * `<job>.<count>`. Its empty journal is made, so that no two workers ever write to the same one:
 * when a node is lost to its cluster, its jobs may run on there while they are started again.
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

/** The journals of all workers of job `job` in the present generation. */
export async function journalsOfJob(directory: WorkDirectory, job: number): Promise<string[]> {
  const own = new RegExp(`^${job}(\\.\\d+)?\\.journal$`);
  return (await directory.presentJournals()).filter((file) => own.test(basename(file)));
}
