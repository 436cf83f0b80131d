import { join } from 'node:path';
import * as v from 'valibot';
import { isPsyrunError, type Task } from '@psyrun/core';
import { namesIn } from '@psyrun/files';
import { readJobFile } from '@psyrun/jobs';
import { checkResult, type RunDescription } from '@psyrun/run';

/** The part of the options of a job that names its run. */
const OF_RUN = v.object({ run: v.object({ generation: v.number(), created: v.string() }) });

/**
 * True if something else than a journal proves that the files of a task are those of a run: the certificate of its
 * result, or a job file.
 */
export async function isProvenRun(
  { name, resultfile, workdir }: Pick<Task, 'name' | 'resultfile' | 'workdir'>,
  run: RunDescription,
): Promise<boolean> {
  if ((await checkResult(resultfile, run)).problem === undefined) return true;
  const files = (await namesIn(workdir)).filter((file) => file.startsWith(`${name}:`));
  for (const file of files.filter((one) => one.endsWith('.json'))) {
    if (await isJobOf(run, join(workdir, file))) return true;
  }
  return false;
}

/** A damaged file of a job proves nothing. */
async function isJobOf({ generation, created }: RunDescription, file: string): Promise<boolean> {
  try {
    const { work } = await readJobFile(file);
    const options = v.safeParse(OF_RUN, work.options);
    if (!options.success) return false;
    const { run } = options.output;
    return run.generation === generation && run.created === created;
  } catch (error) {
    if (isPsyrunError(error)) return false;
    throw error;
  }
}
