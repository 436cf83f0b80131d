/**
 * Evaluates a function on the rows of a space: serially, on all cores, on disk.
 *
 * @packageDocumentation
 */
export { functionAddress } from './function-evaluator.ts';
export { getResult, type GetResultOptions } from './get-result.ts';
export { mapPspaceHddBacked, type MapPspaceHddBackedOptions } from './map-pspace-hdd-backed.ts';
export type { MapOptions, WorkerOptions } from './map-options.ts';
export { mapPspaceParallel, type MapPspaceParallelOptions } from './map-pspace-parallel.ts';
export { mapPspace, type RowFunction } from './map-pspace.ts';
export type { DoneOutcome, FailedOutcome, IndexedRow, RowOutcome } from './outcome.ts';
export type { PoolMapOptions } from './pool-call.ts';
export { WorkerPool, type WorkerPoolOptions } from './worker-pool.ts';
