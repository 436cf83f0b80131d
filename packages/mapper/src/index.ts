/**
 * Evaluates a function on the rows of a space: serially, on all cores, on disk.
 *
 * @packageDocumentation
 */
export { functionAddress } from './function-evaluator.ts';
export type { DoneOutcome, FailedOutcome, IndexedRow, RowOutcome } from './outcome.ts';
export type { PoolMapOptions } from './pool-call.ts';
export { WorkerPool, type WorkerPoolOptions } from './worker-pool.ts';
