/**
 * When the time limit of this process ends, in milliseconds since 1970, as its environment tells
 * it; infinite if it does not. `PSYRUN_END_TIME` and Slurm's own `SLURM_JOB_END_TIME` are seconds
 * since 1970.
 *
 * @example
 * ```ts
 * endTime({ SLURM_JOB_END_TIME: '1700000060' }); // => 1700000060000
 * endTime({}); // => Infinity
 * ```
 */
export function endTime(environment: NodeJS.ProcessEnv): number {
  const end = environment['PSYRUN_END_TIME'] ?? environment['SLURM_JOB_END_TIME'];
  return end === undefined ? Infinity : 1000 * Number(end);
}
