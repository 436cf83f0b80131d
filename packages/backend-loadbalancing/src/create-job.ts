import { availableParallelism } from 'node:os';
import type { CreateJobOptions, Job, JobArray, JobChain, Task } from '@psyrun/core';
import { lengthOf } from '@psyrun/pspace/internal';
import {
  mergeWork,
  mostJobs,
  prepareRun,
  ROW_DONE,
  rowSettings,
  runOfJob,
  type PreparedRun,
} from '@psyrun/run';
import { prepareQueueWork } from './queue/prepare-queue.ts';
import { workQueueWork } from './worker/work-queue.ts';

/** Returns the chain pspace, process, finalize. */
export async function createJob(task: Task, options: CreateJobOptions): Promise<JobChain> {
  const prepared = await prepareRun(task, options);
  const jobs = [pspaceJob(prepared), await processJobs(task, prepared), finalizeJob(prepared)];
  return { kind: 'chain', name: task.name, jobs };
}

function pspaceJob({ directory, run, complete }: PreparedRun): Job {
  const work = prepareQueueWork({ workdir: directory.root, run: runOfJob(run) });
  return { kind: 'job', name: 'pspace', work, done: complete };
}

async function processJobs(
  task: Task,
  { directory, run, states, complete }: PreparedRun,
): Promise<JobArray> {
  const { evaluator, poolSize, node, scheduler, schedulerAddress } = task;
  const left = complete ? 0 : lengthOf(states.rangesWithout(ROW_DONE));
  const size = Math.min(await mostJobs(task), left);
  const jobs = scheduler.capabilities.immediate ? Math.min(size, availableParallelism()) : size;
  const rows = rowSettings(task);
  const workdir = directory.root;
  const common = { workdir, run: runOfJob(run), evaluator, poolSize, jobs, rows, node };
  const canAsk = schedulerAddress !== undefined && !scheduler.capabilities.immediate;
  const work = workQueueWork(canAsk ? { ...common, scheduler: schedulerAddress } : common);
  const todo = Array.from({ length: size }, (_, i) => i);
  return { kind: 'array', name: 'process', work, size, todo };
}

function finalizeJob({ directory, complete }: PreparedRun): Job {
  const work = mergeWork({ workdir: directory.root });
  return { kind: 'job', name: 'finalize', work, done: complete, evenIfFailed: true };
}
