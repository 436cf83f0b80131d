import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { nearest, PsyrunError } from '@psyrun/core';
import type { LoadedTask } from '@psyrun/task';
import { DONE } from '../exit-codes.ts';
import { openTasks, type Session } from '../session.ts';

const SUFFIX = '.log';

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
  const task = (await openTasks(taskdir, [name], session))[0]!;
  for (const file of await logFiles(task, job)) {
    console.out(`==> ${basename(file)} <==`);
    for await (const line of createInterface({ input: createReadStream(file) })) console.out(line);
  }
  return DONE;
}

async function logFiles({ name, workdir }: LoadedTask, job?: string): Promise<string[]> {
  const { compare } = new Intl.Collator('en', { numeric: true });
  const jobs = (await namesIn(workdir))
    .filter((file) => file.startsWith(`${name}:`) && file.endsWith(SUFFIX))
    .map((file) => file.slice(name.length + 1, -SUFFIX.length))
    .sort(compare);
  const wanted = job?.replace(`${name}:`, '');
  const chosen = wanted === undefined ? jobs : jobs.filter((known) => known === wanted);
  if (chosen.length === 0) throw noLog(name, wanted, jobs, workdir);
  return chosen.map((known) => join(workdir, `${name}:${known}${SUFFIX}`));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
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
