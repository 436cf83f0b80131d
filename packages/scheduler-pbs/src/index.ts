/**
 * Submits the jobs of psyrun to PBS: OpenPBS, PBS Professional and Torque.
 *
 * @packageDocumentation
 */
export { Pbs } from './pbs.ts';
