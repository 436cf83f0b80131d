import { isPsyrunError } from '@psyrun/core';
import { Ledger } from '@psyrun/jobs';
import type { PageJob } from '@psyrun/report';
import { WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';

/** Most submissions of a page: the last ones. */
const MOST_JOBS = 500;

/** The submissions of a task, and what is wrong with the list of them. */
export interface PageJobs {
  readonly jobs: PageJob[];
  readonly problem?: string;
}

/** Returns the submissions of a task, with times in seconds after `began`. A damaged ledger is a problem. */
export async function pageJobs({ workdir }: LoadedTask, began: number): Promise<PageJobs> {
  try {
    const entries = await new Ledger(new WorkDirectory(workdir).ledger).entries();
    const jobs = entries.slice(-MOST_JOBS).map(({ name, indices, time }) => ({
      name,
      count: indices?.length ?? 1,
      submitted: (Date.parse(time) - began) / 1000,
    }));
    return { jobs };
  } catch (error) {
    if (!isPsyrunError(error, 'PSYRUN_RUN_CORRUPT')) throw error;
    return { jobs: [], problem: `${error.message} [${error.code}]` };
  }
}
