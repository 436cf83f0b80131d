import { rm } from 'node:fs/promises';
import { PsyrunError } from '@psyrun/core';
import type { WorkContext } from '@psyrun/jobs';
import { makeFolder, readRun, splitRanges, WorkDirectory, writeBatch } from '@psyrun/run';

/** Options of {@link split}. */
export interface SplitOptions {
  readonly workdir: string;
}

/** Writes a file for each batch of the rows to evaluate. */
export async function split({ workdir }: SplitOptions, context: WorkContext): Promise<number> {
  const directory = new WorkDirectory(workdir);
  const run = await readRun(directory.run);
  if (run === undefined) {
    throw new PsyrunError('PSYRUN_NO_RUN', `There is no run in ${workdir}.`, {
      hint: 'Start one with psy run.',
      fields: { workdir },
    });
  }
  await rm(directory.in, { recursive: true, force: true });
  await makeFolder(directory.in);
  const batches = splitRanges(run.todo, run);
  for (const [i, ranges] of batches.entries()) {
    await writeBatch(directory.batch(i), { generation: run.generation, ranges });
  }
  context.log(`Split the rows into ${batches.length} batches.\n`);
  return 0;
}
