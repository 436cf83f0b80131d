import { PsyrunError, type JobHost, type JobWork } from '@psyrun/core';
import { logHeader } from './log-header.ts';

/** What the work of a job is given beside its options. */
export interface WorkContext extends JobHost {
  /** Index of the job in its array. */
  readonly index: number | undefined;
  /** Told of every row that ends. */
  readonly rowEnded: (outcome: 'done' | 'failed') => void;
}

/** The work of a job: a function at an address. It returns the exit code of the job. */
export type Work<Options> = (options: Options, context: WorkContext) => Promise<number>;

/** Imports the work of a job, writes the head of the log and calls it. */
export async function runWork(work: JobWork, context: WorkContext): Promise<number> {
  context.log(logHeader(new Date()));
  const module = (await import(work.module)) as Record<string, unknown>;
  const run = module[work.export];
  if (typeof run !== 'function') {
    throw new PsyrunError('PSYRUN_RUN_CORRUPT', `${work.module} has no export ${work.export}.`, {
      hint: 'The job was written by another version of psyrun: submit the task again with psy run.',
      fields: { module: work.module, export: work.export },
    });
  }
  return (run as Work<unknown>)(work.options, context);
}
