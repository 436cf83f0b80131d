import { PsyrunError } from '@psyrun/core';

/**
 * Returns the end of the time limit of this process, in milliseconds since 1970, as its environment
 * defines it. Without a limit it is infinite. `PSYRUN_END_TIME` and Slurm's own
 * `SLURM_JOB_END_TIME` are seconds since 1970. Throws `PSYRUN_ARGUMENT` for anything else, because
 * no row would ever fit.
 *
 * @example
 * ```ts
 * endTime({ SLURM_JOB_END_TIME: '1700000060' }); // => 1700000060000
 * endTime({}); // => Infinity
 * ```
 */
export function endTime(environment: NodeJS.ProcessEnv): number {
  for (const name of ['PSYRUN_END_TIME', 'SLURM_JOB_END_TIME']) {
    const text = environment[name]?.trim() ?? '';
    if (text === '') continue;
    const seconds = Number(text);
    if (Number.isFinite(seconds)) return 1000 * seconds;
    const message = `The environment variable ${name} is ${JSON.stringify(text)}, expected seconds since 1970.`;
    const hint =
      'Set it, for example, with PSYRUN_END_TIME=$(date -d "+2 hours" +%s), or unset it.';
    throw new PsyrunError('PSYRUN_ARGUMENT', message, { hint, fields: { name, text } });
  }
  return Infinity;
}
