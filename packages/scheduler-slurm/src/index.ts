/**
 * Submits the jobs of psyrun to slurm.
 *
 * @packageDocumentation
 */
export { Slurm } from './slurm-scheduler.ts';
