import { PsyrunError, type JobHost, type JobWork } from '@psyrun/core';
import { failureText } from './failure-text.ts';
import { logHeader } from './log-header.ts';

/** The second argument of the work of a job. */
export interface WorkContext extends JobHost {
  /** Index of the job in its array. */
  readonly index: number | undefined;
  /** Called for every row that ends. */
  readonly rowEnded: (outcome: 'done' | 'failed') => void;
}

/** The function that does the work of a job. Resolves to the exit code of the job. */
export type Work<Options> = (options: Options, context: WorkContext) => Promise<number>;

/**
 * Imports the work of a job, writes the header of the log and runs the work. Resolves to its exit code.
 * If it throws, the error is in the log and the exit code is 1.
 */
export async function runWork(work: JobWork, context: WorkContext): Promise<number> {
  context.log(logHeader(new Date()));
  try {
    return await (
      await imported(work)
    )(work.options, context);
  } catch (error) {
    context.log(failureText(error, context.signal));
    return 1;
  }
}

async function imported({ module, export: name }: JobWork): Promise<Work<unknown>> {
  const run = ((await import(module)) as Record<string, unknown>)[name];
  if (typeof run === 'function') return run as Work<unknown>;
  throw new PsyrunError('PSYRUN_RUN_CORRUPT', `${module} has no export ${name}.`, {
    hint: 'Another version of psyrun wrote the job: submit the task again with psy run.',
    fields: { module, export: name },
  });
}
