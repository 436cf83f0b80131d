import { join } from 'node:path';
import { logTail } from '@psyrun/jobs';
import { readRun, readStatus, WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { errorIn } from './job-errors.ts';

/**
 * Why a result has not been written although all rows are done, as lines; undefined if that is not
 * so. The store cannot hold a value of it, for example, or the disk was full.
 */
export async function unwrittenResult(task: LoadedTask): Promise<string[] | undefined> {
  const { states, complete, changes } = await readStatus(task);
  const { done, total } = states.counts();
  const run = await readRun(new WorkDirectory(task.workdir).run);
  if (run === undefined || complete || done < total || changes.length > 0) return undefined;
  const [job] = await new task.backend(task).getFailed();
  if (job === undefined) return undefined;
  const log = await logTail(join(task.workdir, `${job}.log`), new Date(run.created));
  const why = errorIn(log) ?? log.trimEnd();
  return [
    `All ${total} rows are done, but the result could not be written. ${job} says:`,
    ...why.split('\n').map((line) => `  ${line}`),
    `No row has to be evaluated again. When that is mended, write it with: psy run -c ${task.name}`,
  ];
}
