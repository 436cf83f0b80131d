import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { nearest, PsyrunError } from '@psyrun/core';
import type { LoadedTask } from '@psyrun/task';
import { DONE } from '../terminal/exit-codes.ts';
import { jobLogs } from '../job-logs.ts';
import { readTasks, type Session } from '../session.ts';

/**
 * `psy logs`: prints the logs of a task's jobs, or of one of them. Throws `PSYRUN_FILE_NOT_FOUND`
 * if there are none.
 */
export async function printLogs(
  name: string,
  job: string | undefined,
  { taskdir }: { readonly taskdir: string },
  session: Session,
): Promise<number> {
  const { console } = session;
  const task = (await readTasks(taskdir, [name], session))[0]!;
  for (const file of await logFiles(task, job)) {
    console.out(`==> ${basename(file)} <==`);
    for await (const line of createInterface({ input: createReadStream(file) })) console.out(line);
  }
  return DONE;
}

async function logFiles(task: LoadedTask, job?: string): Promise<string[]> {
  const { name, workdir } = task;
  const logs = await jobLogs(task);
  const wanted = job?.replace(`${name}:`, '');
  const chosen = wanted === undefined ? logs : logs.filter((log) => log.job === wanted);
  if (chosen.length > 0) return chosen.map(({ file }) => file);
  const jobs = logs.map((log) => log.job);
  throw noLog(name, wanted, jobs, workdir);
}

function noLog(task: string, job: string | undefined, jobs: readonly string[], workdir: string) {
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
