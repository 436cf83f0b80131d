import { open } from 'node:fs/promises';
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
    const worker = nameOf(job, count);
    try {
      await (await open(journalOf(directory, worker), 'wx')).close();
      return worker;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/**
 * Returns the journals of the workers of the same job that were started before `worker`. It lists no
 * folder, because a run may have 10,000 jobs.
 *
 * @example
 * ```ts
 * journalsBefore(new WorkDirectory('psy-work/circle'), '7.2');
 * // => ['psy-work/circle/out/7.journal', 'psy-work/circle/out/7.1.journal']
 * ```
 */
export function journalsBefore(directory: WorkDirectory, worker: string): string[] {
  const [job, count = 0] = worker.split('.').map(Number) as [number, number?];
  return Array.from({ length: count }, (_, i) => journalOf(directory, nameOf(job, i)));
}

const nameOf = (job: number, count: number): string => (count === 0 ? `${job}` : `${job}.${count}`);
