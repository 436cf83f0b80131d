import { PsyrunError } from '@psyrun/core';
import { readRun } from './run-file.ts';
import type { RunDescription } from './run-description.ts';
import type { WorkDirectory } from './work-directory.ts';

/** Resolves to the run of a job. Throws `PSYRUN_RUN_SUPERSEDED` if there is a newer run. */
export async function currentRun(
  directory: WorkDirectory,
  generation: number,
): Promise<RunDescription> {
  const run = await readRun(directory.run);
  if (run?.generation === generation) return run;
  throw new PsyrunError(
    'PSYRUN_RUN_SUPERSEDED',
    `This job is of generation ${generation} of the run in ${directory.root}; ` +
      `the present one is ${run?.generation ?? 'none'}.`,
    { hint: 'Nothing is lost: the present run evaluates its rows.', fields: { generation } },
  );
}
