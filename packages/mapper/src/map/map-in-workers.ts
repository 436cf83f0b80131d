import { availableParallelism } from 'node:os';
import type { EvaluatorAddress } from '@psyrun/core';
import type { WorkerOptions } from './map-options.ts';
import type { IndexedRow } from '../row/outcome.ts';
import type { PoolMapOptions } from '../pool/pool-call.ts';
import { WorkerPool } from '../pool/worker-pool.ts';

/** Evaluates rows in a pool that exists for this call only. */
export async function mapInWorkers(
  evaluator: EvaluatorAddress,
  rows: Iterable<IndexedRow>,
  options: WorkerOptions & PoolMapOptions,
): Promise<void> {
  const { poolSize = availableParallelism() } = options;
  const pool = new WorkerPool({ ...options, evaluator, size: poolSize });
  try {
    await pool.map(rows, options);
  } finally {
    await pool.close();
  }
}
