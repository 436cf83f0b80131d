import {
  isPsyrunError,
  moduleBeside,
  type CreateJobOptions,
  type Job,
  type JobArray,
  type JobChain,
  type Task,
} from '@psyrun/core';
import { lengthOf } from '@psyrun/pspace/internal';
import {
  countBatches,
  mergeWork,
  prepareRun,
  processWork,
  readBatch,
  rowSettings,
  runOfJob,
  splitRanges,
  type PreparedRun,
  type RunDescription,
  type WorkDirectory,
} from '@psyrun/run';
import { isDone } from './is-done.ts';
import type { SplitOptions } from './split.ts';

/** Returns the chain split, process, merge. */
export async function createJob(task: Task, options: CreateJobOptions): Promise<JobChain> {
  const prepared = await prepareRun(task, options);
  const jobs = [await splitJob(prepared), processJobs(task, prepared), mergeJob(prepared)];
  return { kind: 'chain', name: task.name, jobs };
}

async function splitJob({ directory, run, complete, isNew }: PreparedRun): Promise<Job> {
  const count = countBatches(lengthOf(run.todo), run);
  const options: SplitOptions = { workdir: directory.root };
  const work = { module: moduleBeside(import.meta.url, 'split'), export: 'split', options };
  const nothing = complete || count === 0;
  const done = nothing || (!isNew && (await hasBatches(directory, run)));
  return { kind: 'job', name: 'split', work, done };
}

function processJobs(task: Task, { directory, run, states, complete }: PreparedRun): JobArray {
  const batches = splitRanges(run.todo, run);
  const todo = batches.flatMap((ranges, i) => (complete || isDone(ranges, states) ? [] : [i]));
  const { evaluator, poolSize, node } = task;
  const workdir = directory.root;
  const rows = rowSettings(task);
  const options = { run: runOfJob(run), evaluator, poolSize, rows, node };
  const work = processWork({ workdir, ...options });
  return { kind: 'array', name: 'process', work, size: batches.length, todo };
}

function mergeJob({ directory, complete }: PreparedRun): Job {
  const work = mergeWork({ workdir: directory.root });
  return { kind: 'job', name: 'merge', work, done: complete, evenIfFailed: true };
}

/** True if all batches of the run are there, and are its own. */
async function hasBatches(directory: WorkDirectory, run: RunDescription): Promise<boolean> {
  for (const [i, ranges] of splitRanges(run.todo, run).entries()) {
    const batch = await readBatch(directory.batch(i)).catch(ifDamaged);
    const { generation } = run;
    if (JSON.stringify(batch) !== JSON.stringify({ generation, ranges })) return false;
  }
  return true;
}

/** A batch that is damaged or not there is made again, like those that belong to another run. */
function ifDamaged(error: unknown): undefined {
  if (!isPsyrunError(error, 'PSYRUN_RUN_CORRUPT')) throw error;
}
