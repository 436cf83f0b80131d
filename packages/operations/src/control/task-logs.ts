import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { nearest, PsyrunError, type Task } from '@psyrun/core';
import { openPlainFile, readPlainFile } from '@psyrun/files';
import type { LogResult } from '../schemas/logs.ts';
import { jobLogs, type JobLog } from './job-logs.ts';

/**
 * Returns the logs of a task's jobs, or of the job that is named: `process:3`, or its full name.
 * Throws `PSYRUN_FILE_NOT_FOUND` if there are none.
 */
export async function taskLogs(task: Task, job?: string): Promise<JobLog[]> {
  const { name, workdir } = task;
  const logs = await jobLogs(task);
  const wanted = job?.replace(`${name}:`, '');
  const chosen = wanted === undefined ? logs : logs.filter((log) => log.job === wanted);
  if (chosen.length > 0) return chosen;
  const jobs = logs.map((log) => log.job);
  throw noLog(name, wanted, jobs, workdir);
}

/** Reads a log as a whole. Throws `PSYRUN_FILE_READ` if a folder or a device is in its place. */
export async function readLog({ name }: Task, { job, file }: JobLog): Promise<LogResult> {
  return { task: name, job, file, text: textOf(await readPlainFile(file)) };
}

/** Yields the lines of a log as they are read. Throws as {@link readLog} does. */
export async function* logLines({ file }: JobLog): AsyncIterable<string> {
  const handle = await openPlainFile(file);
  await handle?.close();
  if (handle !== undefined) yield* createInterface({ input: createReadStream(file) });
}

/** A log that was removed since it was found is empty. */
function textOf(bytes: Uint8Array = new Uint8Array()): string {
  return Buffer.from(bytes).toString();
}

function noLog(
  task: string,
  job: string | undefined,
  jobs: readonly string[],
  workdir: string,
): PsyrunError {
  const near = job === undefined ? undefined : nearest(job, jobs);
  return new PsyrunError(
    'PSYRUN_FILE_NOT_FOUND',
    `There is no log of ${job === undefined ? 'any job' : `the job ${job}`} of task '${task}'.`,
    {
      hint:
        near !== undefined
          ? `Did you mean ${near}?`
          : jobs.length > 0
            ? `The jobs are ${jobs.slice(0, 5).join(', ')}${jobs.length > 5 ? ', …' : ''}.`
            : `Logs are in ${workdir} once jobs have started.`,
      fields: { task, job, jobs },
    },
  );
}
