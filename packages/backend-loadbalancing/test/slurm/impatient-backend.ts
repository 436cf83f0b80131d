import fs from 'node:fs';
import os from 'node:os';
import { syncBuiltinESMExports } from 'node:module';
import type { CreateJobOptions, JobArray, JobChain } from '@psyrun/core';
import type { WorkContext } from '@psyrun/jobs';
import { LoadBalancingBackend } from '../../src/index.ts';
import { MACHINE_TIME } from '../../src/board/timing.ts';
import { workQueue, type WorkQueueOptions } from '../../src/worker/work-queue.ts';

/** The file by which processes of one boot of a machine know each other. */
const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** The time that the workers of a test wait for each other, in milliseconds. */
type Patience = Pick<typeof MACHINE_TIME, 'beat' | 'lease'>;

/**
 * Returns a backend class whose workers wait that long, and treat other nodes as other machines.
 */
export function impatient(patience: Patience): typeof LoadBalancingBackend {
  return class extends LoadBalancingBackend {
    override async createJob(options: CreateJobOptions): Promise<JobChain> {
      const chain = await super.createJob(options);
      return { ...chain, jobs: chain.jobs.map((job) => (job.kind === 'array' ? own(job) : job)) };
    }
  };

  function own(array: JobArray): JobArray {
    const options = { ...(array.work.options as WorkQueueOptions), ...patience };
    const work = { module: import.meta.url, export: 'impatientWork', options };
    return { ...array, work };
  }
}

/**
 * The work of a job. All nodes of the cluster are this machine, so each gets a name and a boot of its
 * own.
 */
export async function impatientWork(
  { beat, lease, ...options }: WorkQueueOptions & Patience,
  context: WorkContext,
): Promise<number> {
  const node = process.env['SLURMD_NODENAME']!;
  const { readFileSync } = fs;
  os.hostname = () => node;
  fs.readFileSync = ((...given: Parameters<typeof readFileSync>) =>
    given[0] === BOOT_ID ? `boot of ${node}` : readFileSync(...given)) as typeof readFileSync;
  syncBuiltinESMExports();
  Object.assign(MACHINE_TIME, { beat, lease });
  return workQueue(options, context);
}
