/**
 * Splits a space into batches, processes them in jobs and merges their results.
 *
 * @packageDocumentation
 */
export { DistributeBackend } from './distribute-backend.ts';
