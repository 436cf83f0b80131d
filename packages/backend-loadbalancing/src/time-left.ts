/**
 * Milliseconds until the time limit of this process, as its environment tells it; infinite if it
 * does not. `PSYRUN_END_TIME` and Slurm's own `SLURM_JOB_END_TIME` are seconds since 1970.
 *
 * @example
 * ```ts
 * timeLeft({ SLURM_JOB_END_TIME: '1700000060' }, 1_700_000_000_000); // => 60000
 * timeLeft({}, 1_700_000_000_000); // => Infinity
 * ```
 */
export function timeLeft(environment: NodeJS.ProcessEnv, now: number): number {
  const end = environment['PSYRUN_END_TIME'] ?? environment['SLURM_JOB_END_TIME'];
  return end === undefined ? Infinity : 1000 * Number(end) - now;
}
