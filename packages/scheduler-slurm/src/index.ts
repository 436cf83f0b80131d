/**
 * Submits the jobs of psyrun to Slurm.
 *
 * @packageDocumentation
 */
export { Slurm } from './slurm.ts';
