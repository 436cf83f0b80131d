/**
 * Submits the jobs of psyrun to Grid Engine.
 *
 * @packageDocumentation
 */
export { Sge } from './sge.ts';
