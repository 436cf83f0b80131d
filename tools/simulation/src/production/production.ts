/**
 * The parts of psyrun that run in the simulation, as they are. They are bundled into one script, in which
 * `node:fs`, `node:os`, clocks, timers and the pool of worker processes are simulated.
 */
import * as split from '../../../../packages/backend-distribute/src/split.ts';
import * as prepareQueue from '../../../../packages/backend-loadbalancing/src/queue/prepare-queue.ts';
import * as workQueue from '../../../../packages/backend-loadbalancing/src/worker/work-queue.ts';
import * as mergeRun from '../../../../packages/run/src/merge/merge-run.ts';
import * as processBatch from '../../../../packages/run/src/process/process-batch.ts';

export { DistributeBackend } from '@psyrun/backend-distribute';
export { LoadBalancingBackend } from '@psyrun/backend-loadbalancing';
export { PsyrunError } from '@psyrun/core';
export { Ledger, readJobFile, runWork } from '@psyrun/jobs';
export { scanJournal } from '@psyrun/journal';
export { param } from '@psyrun/pspace';
export { readStatus, runIn, verifyResult, WorkDirectory } from '@psyrun/run';
export { PickleStore } from '@psyrun/store-pickle';
export { killTask } from '../../../../packages/operations/src/control/kill-task.ts';
export { fsckTask } from '../../../../packages/operations/src/fsck/fsck-task.ts';
export { runTask } from '../../../../packages/operations/src/run/run-task.ts';

/** The modules that jobs import by their address, by their path in the workspace. */
export const modules = {
  'packages/backend-distribute/src/split.ts': split,
  'packages/backend-loadbalancing/src/queue/prepare-queue.ts': prepareQueue,
  'packages/backend-loadbalancing/src/worker/work-queue.ts': workQueue,
  'packages/run/src/merge/merge-run.ts': mergeRun,
  'packages/run/src/process/process-batch.ts': processBatch,
};
