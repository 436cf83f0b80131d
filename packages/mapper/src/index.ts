/**
 * Evaluates a function on the rows of a space: sequentially, on all cores, on disk.
 *
 * @packageDocumentation
 */
export { functionAddress } from './pool/function-address.ts';
export { getResult, type GetResultOptions } from './map/get-result.ts';
export { mapPspaceHddBacked } from './on-disk/map-pspace-hdd-backed.ts';
export type { MapOptions, MapPspaceHddBackedOptions, WorkerOptions } from './map/map-options.ts';
export { mapPspaceParallel, type MapPspaceParallelOptions } from './map/map-pspace-parallel.ts';
export { mapPspace, type RowFunction } from './map/map-pspace.ts';
export type { MappedTable } from './map/mapped-table.ts';
export type { DoneOutcome, FailedOutcome, IndexedRow, RowOutcome } from './row/outcome.ts';
export { recorded } from './row/recorded.ts';
export type { PoolMapOptions } from './pool/pool-call.ts';
export { nodeFor } from './pool/process/node-for.ts';
export { WorkerPool, type WorkerPoolOptions } from './pool/worker-pool.ts';
