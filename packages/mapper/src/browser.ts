/**
 * The part of this package that runs in a browser. Bundlers find it by the condition `browser`.
 *
 * @packageDocumentation
 */
export { getResult, type GetResultOptions } from './map/get-result.ts';
export type { MapOptions } from './map/map-options.ts';
export { mapPspace, type RowFunction } from './map/map-pspace.ts';
export type { MappedTable } from './map/mapped-table.ts';
export type { DoneOutcome, FailedOutcome, IndexedRow, RowOutcome } from './row/outcome.ts';
