import { availableParallelism, freemem, totalmem } from 'node:os';
import type { Check } from '@psyrun/core';
import { SUPPORTED_NODES } from '@psyrun/core/node-floor';
import { quotaCheck } from './quota-check.ts';

const GIGABYTE = 2 ** 30;

/** Resolves to the checks of this machine: its Node, its cores and memory, and the quota of the user. */
export async function machineChecks(): Promise<Check[]> {
  const quota = await quotaCheck();
  return [
    {
      about: 'Node',
      outcome: 'ok',
      found: `Node ${process.versions.node} at ${process.execPath}; psyrun needs ${SUPPORTED_NODES}.`,
    },
    { about: 'resources', outcome: 'ok', found: resources() },
    ...(quota === undefined ? [] : [quota]),
  ];
}

function resources(): string {
  const [free, total] = [freemem(), totalmem()].map((bytes) => (bytes / GIGABYTE).toFixed(1));
  const cores = availableParallelism();
  return `${cores} ${cores === 1 ? 'core' : 'cores'}, ${free} GB of ${total} GB of memory free.`;
}
