import type { WorkDirectory } from '@psyrun/run';
import { FolderBoard } from '../board/folder-board.ts';
import { jobOf, workerDone, workerOfLease } from '../board/notices.ts';
import { findQueue, folderOf } from '../queue/queue-file.ts';

/**
 * Resolves to the numbers of the jobs with a worker that died or stopped early, in order, when no job is
 * active any more: it left no notice that it has recorded all the rows that it claimed. Resolves to
 * undefined if there is no queue.
 */
export async function deadJobs(directory: WorkDirectory): Promise<number[] | undefined> {
  const queue = await findQueue(directory);
  if (queue === undefined) return undefined;
  const names = await new FolderBoard(folderOf(directory, queue)).names();
  const done = new Set(names.map(workerDone));
  const dead = names
    .map(workerOfLease)
    .flatMap((worker) => (worker === undefined || done.has(worker) ? [] : [jobOf(worker)]));
  return [...new Set(dead)].sort((a, b) => a - b);
}
