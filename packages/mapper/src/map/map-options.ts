import { PsyrunError, type WarningHandler } from '@psyrun/core';
import type { FailedOutcome } from '../row/outcome.ts';
import type { PoolMapOptions } from '../pool/pool-call.ts';
import type { WorkerPoolOptions } from '../pool/worker-pool.ts';

/** Options of all functions that map a function over a space. */
export interface MapOptions {
  /** Keys to remove from the result. They may be parameters or results. */
  readonly exclude?: readonly string[];
  /**
   * Number of rows that each process evaluates at the same time, for functions that wait. Default:
   * 1.
   */
  readonly concurrency?: number;
  /** Stops the work. */
  readonly signal?: AbortSignal;
  /** Called after every row with the number of rows that are done or have failed. */
  readonly onProgress?: (finished: number, total: number) => void;
  /** Called with each row that fails. */
  readonly onFailed?: (outcome: FailedOutcome) => void;
  /** Called for each excluded key that no row had. */
  readonly onWarning?: WarningHandler;
}

/** Options of the functions that use workers. */
export interface WorkerOptions
  extends
    Pick<WorkerPoolOptions, 'threads' | 'env' | 'node' | 'maxMemory'>,
    Pick<PoolMapOptions, 'timeout' | 'onOutput' | 'rowsPerWorker' | 'memoryPerWorker'> {
  /** Largest number of workers. Default: the number of processors. */
  readonly poolSize?: number;
}

/** Options of {@link mapPspaceHddBacked}. */
export interface MapPspaceHddBackedOptions extends MapOptions, WorkerOptions {
  /** Resolve to the result, read from the file; Default: true. */
  readonly returnData?: boolean;
  /** End the work at the first failed row. */
  readonly stopOnFailure?: boolean;
}

/** Throws `PSYRUN_ARGUMENT` for an option that only workers support. */
export function refuseWorkerOptions(options: WorkerOptions): void {
  const keys = [
    ...(['poolSize', 'threads', 'env', 'node', 'maxMemory', 'timeout', 'onOutput'] as const),
    ...(['rowsPerWorker', 'memoryPerWorker'] as const),
  ];
  const given = keys.find((key) => options[key] !== undefined);
  if (given === undefined) return;
  throw new PsyrunError(
    'PSYRUN_ARGUMENT',
    `"${given}" is an option of workers, but a function is evaluated in this process.`,
    { hint: 'Pass the address of the function instead: functionAddress(module, name).' },
  );
}
