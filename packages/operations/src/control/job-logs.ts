import { join } from 'node:path';
import type { Task } from '@psyrun/core';
import { namesIn } from '@psyrun/files';

const SUFFIX = '.log';

/** A job of a task, and the file that it has written its log to. */
export interface JobLog {
  /** Its name within the task: `process:3`. */
  readonly job: string;
  readonly file: string;
}

/** Returns the logs of all jobs of a task, in the order of their names and numbers. */
export async function jobLogs({ name, workdir }: Task): Promise<JobLog[]> {
  const { compare } = new Intl.Collator('en', { numeric: true });
  return (await namesIn(workdir))
    .filter((file) => file.startsWith(`${name}:`) && file.endsWith(SUFFIX))
    .sort(compare)
    .map((file) => ({
      job: file.slice(name.length + 1, -SUFFIX.length),
      file: join(workdir, file),
    }));
}
