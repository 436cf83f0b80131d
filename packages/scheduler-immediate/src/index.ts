/**
 * Runs the jobs of psyrun immediately on this machine.
 *
 * @packageDocumentation
 */
export { ImmediateRun } from './immediate-run.ts';
