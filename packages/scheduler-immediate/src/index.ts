/**
 * Runs the jobs of psyrun at once on this machine.
 *
 * @packageDocumentation
 */
export { ImmediateRun } from './immediate-run.ts';
