/**
 * Submits the jobs of psyrun to sqsub.
 *
 * @packageDocumentation
 */
export { Sqsub } from './sqsub.ts';
