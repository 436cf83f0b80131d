import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { JobWork } from '@psyrun/core';
import type { WorkContext } from '@psyrun/jobs';
import { lengthOf } from '@psyrun/pspace/internal';
import {
  attemptsIn,
  currentRun,
  knownRuns,
  ROW_DONE,
  rowStates,
  RunRecords,
  spaceOf,
  WorkDirectory,
  type RowStates,
  type RunDescription,
  type RunOfJob,
  makeFolder,
} from '@psyrun/run';
import { folderOf, writeQueue, type QueueDescription } from './queue-file.ts';

/** Options of {@link prepareQueue}. */
export interface PrepareQueueOptions {
  readonly workdir: string;
  /** The run when the job was made. */
  readonly run: RunOfJob;
}

/** Returns the work of the job that makes the queue. */
export function prepareQueueWork(options: PrepareQueueOptions): JobWork {
  return { module: import.meta.url, export: 'prepareQueue', options };
}

/** Makes a new queue of the rows that are not done in any journal. It replaces an earlier queue. */
export async function prepareQueue(
  { workdir, run: runOfJob }: PrepareQueueOptions,
  context: WorkContext,
): Promise<number> {
  const directory = new WorkDirectory(workdir);
  const run = await currentRun(directory, runOfJob);
  const states = await rowStates(directory, spaceOf(run), run.space.hash);
  const queue: QueueDescription = {
    generation: run.generation,
    folder: randomUUID(),
    rows: states.rangesWithout(ROW_DONE),
    attempts: await failedAttempts(directory, run, states),
  };
  // Workers of an earlier queue that still run find their folder gone, and end.
  await rm(directory.in, { recursive: true, force: true });
  await makeFolder(folderOf(directory, queue));
  await writeQueue(directory, queue);
  context.log(`Put ${lengthOf(queue.rows)} rows into the queue.\n`);
  return 0;
}

async function failedAttempts(
  directory: WorkDirectory,
  run: RunDescription,
  states: RowStates,
): Promise<[number, number][]> {
  if (states.counts().failed === 0) return [];
  const records = new RunRecords(spaceOf(run), run.space.hash, await knownRuns(directory));
  const attempts = await attemptsIn(await directory.journals(), records);
  return [...attempts].filter(([, count]) => count > 0);
}
