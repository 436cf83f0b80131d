import { PsyrunError, type WarningHandler } from '@psyrun/core';
import type { FailedOutcome } from '../row/outcome.ts';
import type { PoolMapOptions } from '../pool/pool-call.ts';
import type { WorkerPoolOptions } from '../pool/worker-pool.ts';

/** Options of all functions that map a function over a space. */
export interface MapOptions {
  /** Keys to leave out of the result, be they parameters or results. */
  readonly exclude?: readonly string[];
  /** Rows that each process evaluates at the same time, for functions that wait; 1 if left out. */
  readonly concurrency?: number;
  /** Stops the work. */
  readonly signal?: AbortSignal;
  /** Told after every row how many of the rows are finished, done or failed. */
  readonly onProgress?: (finished: number, total: number) => void;
  /** Takes the rows that fail. */
  readonly onFailed?: (outcome: FailedOutcome) => void;
  /** Told of keys to exclude that were in no row. */
  readonly onWarning?: WarningHandler;
}

/** Options of the functions that use workers. */
export interface WorkerOptions
  extends
    Pick<WorkerPoolOptions, 'threads' | 'env' | 'node' | 'maxMemory'>,
    Pick<PoolMapOptions, 'timeout' | 'onOutput'> {
  /** Most workers; as many as there are processors if left out. */
  readonly poolSize?: number;
}

/** Options of {@link mapPspaceHddBacked}. */
export interface MapPspaceHddBackedOptions extends MapOptions, WorkerOptions {
  /** Resolve to the result, read from the file; true if left out. */
  readonly returnData?: boolean;
  /** End the work at the first row that fails. */
  readonly stopOnFailure?: boolean;
}

/** Throws `PSYRUN_ARGUMENT` if an option is given that only workers can keep. */
export function refuseWorkerOptions(options: WorkerOptions): void {
  const keys = ['poolSize', 'threads', 'env', 'node', 'maxMemory', 'timeout', 'onOutput'] as const;
  const given = keys.find((key) => options[key] !== undefined);
  if (given === undefined) return;
  throw new PsyrunError(
    'PSYRUN_ARGUMENT',
    `"${given}" is for workers, but a function is evaluated in this process.`,
    { hint: 'Give the address of the function instead: functionAddress(module, name).' },
  );
}
