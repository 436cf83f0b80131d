/**
 * Splits a space into batches, processes them in jobs and merges what they found.
 *
 * @packageDocumentation
 */
export { DistributeBackend } from './distribute-backend.ts';
