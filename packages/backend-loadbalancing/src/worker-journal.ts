import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkDirectory } from '@psyrun/run';

/** The journal of a worker. */
export const journalOf = (directory: WorkDirectory, worker: string): string =>
  join(directory.out, `${worker}.journal`);

/**
 * A name for a new worker of job `job`: the number of the job, or for a job that has begun before
 * `<job>.<count>`. Its empty journal is made, so that no two workers ever write to the same one.
 */
export async function newWorker(directory: WorkDirectory, job: number): Promise<string> {
  const names = await readdir(directory.out);
  for (let count = livesOf(job, names); ; count++) {
    const worker = count === 0 ? String(job) : `${job}.${count}`;
    try {
      await (await open(journalOf(directory, worker), 'wx')).close();
      return worker;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** How many times a job has begun, by the journals that can be seen. */
function livesOf(job: number, names: readonly string[]): number {
  const counts = names.map((name) => /^(\d+)(?:\.(\d+))?\.journal$/.exec(name));
  const own = counts.filter((match) => Number(match?.[1]) === job);
  return own.reduce((lives, match) => Math.max(lives, 1 + Number(match![2] ?? 0)), 0);
}
