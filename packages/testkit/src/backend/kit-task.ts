import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleBeside, type Scheduler, type Task } from '@psyrun/core';
import { kitStore, type EvaluatorFiles } from './kit-evaluator.ts';
import type { TaskParts } from './task-parts.ts';

/** Returns the task of a case; all its files are in `folder`. */
export async function kitTask(
  { pspace, store }: TaskParts,
  folder: string,
  files: EvaluatorFiles,
): Promise<Task> {
  const module = moduleBeside(import.meta.url, 'kit-evaluator');
  const file = join(folder, 'task_kit.js');
  const workdir = join(folder, 'psy-work/kit');
  const result = await kitStore(store);
  writeFileSync(file, '');
  return {
    name: 'kit',
    file,
    pspace,
    evaluator: { module, export: 'kitEvaluator', options: files },
    store: result,
    storeAddress: { module, export: 'kitStore', options: store },
    scheduler: NOBODY,
    schedulerArgs: {},
    workdir,
    resultfile: join(workdir, `result${result.ext}`),
    maxJobs: 3,
    minItems: 1,
    poolSize: 1,
    concurrency: 1,
    retries: 0,
    excludeFromResult: [],
    fileDep: [],
    overwriteDirty: true,
    node: process.execPath,
    code: async () => ({ [file]: readFileSync(file, 'utf8') }),
  };
}

/** A scheduler that refuses to submit: the suite runs the jobs itself. */
const NOBODY: Scheduler = {
  name: 'nobody',
  capabilities: { arrays: true, immediate: true, outcomes: true },
  defaultArgs: {},
  submit: () => Promise.reject(new Error('A backend must not submit jobs itself.')),
  submitArray: () => Promise.reject(new Error('A backend must not submit jobs itself.')),
  kill: () => Promise.resolve(),
  getStatus: (ids) =>
    Promise.resolve(new Map(ids.map((id) => [id, { id, state: 'unknown' as const }]))),
  getJobs: () => Promise.resolve([]),
};
