import { availableParallelism } from 'node:os';
import {
  isForeignFunction,
  locateProgram,
  type EvaluatorAddress,
  type ForeignFunction,
} from '@psyrun/core';
import type { WorkerOptions } from './map-options.ts';
import type { IndexedRow } from '../row/outcome.ts';
import type { PoolMapOptions } from '../pool/pool-call.ts';
import { WorkerPool } from '../pool/worker-pool.ts';

/**
 * Evaluates rows in a pool that exists for this call only. Paths of a function in another language are
 * relative to the working directory.
 */
export async function mapInWorkers(
  evaluator: EvaluatorAddress | ForeignFunction,
  rows: Iterable<IndexedRow>,
  options: WorkerOptions & PoolMapOptions,
): Promise<void> {
  const { poolSize = availableParallelism() } = options;
  const address = isForeignFunction(evaluator)
    ? await locateProgram(evaluator, process.cwd())
    : evaluator;
  const pool = new WorkerPool({ ...options, evaluator: address, size: poolSize });
  try {
    await pool.map(rows, options);
  } finally {
    await pool.close();
  }
}
