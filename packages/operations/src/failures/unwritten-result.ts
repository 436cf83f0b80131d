import { join } from 'node:path';
import { logTail } from '@psyrun/jobs';
import { checkResult, readStatus, soundRun, WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { FailuresResult } from '../schemas/failures.ts';
import { errorIn } from './job-errors.ts';

/** The reason why a result was not written. */
export type UnwrittenResult = NonNullable<FailuresResult['unwritten']>;

/**
 * Returns why a result has not been written although all rows are done; undefined if that is not so.
 * The store cannot hold a value of it, for example, or the disk was full.
 */
export async function unwrittenResult(task: LoadedTask): Promise<UnwrittenResult | undefined> {
  const { states, complete, changes } = await readStatus(task);
  const { done, total } = states.counts();
  const run = await soundRun(new WorkDirectory(task.workdir));
  if (run === undefined || complete || done < total || changes.length > 0) return undefined;
  const [job] = await new task.backend(task).getFailed();
  if (job === undefined) return undefined;
  const log = await logTail(join(task.workdir, `${job}.log`), new Date(run.created));
  const error = errorIn(log);
  // It was written, and it or its certificate is gone or damaged since: psy verify says that.
  const { wasWritten } = await checkResult(task.resultfile, run, { quick: true });
  if (error === undefined && wasWritten) return undefined;
  return { job, why: error ?? log.trimEnd() };
}
