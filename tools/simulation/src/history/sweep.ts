import type { Scheduler, Task } from '@psyrun/core';
import type { LoadedTask } from '@psyrun/task';
import type { Production } from '../production/load-production.ts';

/** The parts of a sweep that a user changes from one run to the next. */
export interface SweepPlan {
  /** The values of the only parameter. */
  readonly values: readonly number[];
  /** The version of the function. */
  readonly version: number;
  readonly backend: 'distribute' | 'load-balancing';
  readonly maxJobs: number;
  readonly minItems: number;
  readonly poolSize: number;
  readonly retries: number;
}

/** The folder of the task, and its task file. */
export const FOLDER = '/work/t';
export const TASK_FILE = '/tasks/task_t.js';

/** The result of the function for a value. */
export const resultOf = (version: number, x: number): number => x * x + 1000 * version;

/** Returns the task as a process loads it. */
export function sweepTask(
  production: Production,
  plan: SweepPlan,
  scheduler: Scheduler,
): LoadedTask {
  const { DistributeBackend, LoadBalancingBackend, PickleStore, param } = production;
  const pspace = param({ x: [...plan.values] });
  const task: Task = {
    name: 't',
    file: TASK_FILE,
    code: async () => ({ [TASK_FILE]: `version ${plan.version}` }),
    pspace,
    evaluator: { module: 'simulated:model', export: String(plan.version) },
    store: new PickleStore(),
    storeAddress: { module: 'simulated:store', export: 'make', options: {} },
    scheduler,
    schedulerAddress: { module: 'simulated:scheduler', export: 'make', options: {} },
    schedulerArgs: {},
    workdir: FOLDER,
    resultfile: `${FOLDER}/result.pkl`,
    maxJobs: plan.maxJobs,
    minItems: plan.minItems,
    poolSize: plan.poolSize,
    concurrency: 1,
    retries: plan.retries,
    excludeFromResult: [],
    fileDep: [],
    overwriteDirty: true,
    node: 'node',
  };
  const backend = plan.backend === 'distribute' ? DistributeBackend : LoadBalancingBackend;
  return { ...task, after: [], backend, redraw: async () => pspace };
}

/** The columns of the complete result. */
export function expectedResult({ values, version }: SweepPlan): Record<string, number[]> {
  const x = [...values];
  return x.length === 0 ? { x } : { x, y: x.map((value) => resultOf(version, value)) };
}
