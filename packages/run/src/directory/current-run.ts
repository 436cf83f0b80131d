import { PsyrunError } from '@psyrun/core';
import { readRun } from './run-file.ts';
import type { RunDescription } from './run-description.ts';
import type { WorkDirectory } from './work-directory.ts';

/** The generation of the run that a job was made for. */
export type RunOfJob = Pick<RunDescription, 'generation' | 'created'>;

/** Returns what a job keeps of its run. */
export function runOfJob({ generation, created }: RunDescription): RunOfJob {
  return { generation, created };
}

/**
 * Resolves to the run of a job. Throws `PSYRUN_RUN_SUPERSEDED` if the work directory has another run or
 * another generation by now. Then its function may be another one, too: a killed `psy run` can replace a
 * job file late, when a file server does what was asked of it before.
 */
export async function currentRun(
  directory: WorkDirectory,
  { generation, created }: RunOfJob,
): Promise<RunDescription> {
  const run = await readRun(directory.run);
  if (run?.generation === generation && run.created === created) return run;
  throw new PsyrunError(
    'PSYRUN_RUN_SUPERSEDED',
    `This job is of generation ${generation} of the run of ${created} in ${directory.root}; ` +
      (run === undefined
        ? 'there is none.'
        : `the present one is ${run.generation} of ${run.created}.`),
    {
      hint: 'Nothing is lost: the present run evaluates its rows.',
      fields: { generation, created },
    },
  );
}
