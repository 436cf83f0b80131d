import { PsyrunError } from '@psyrun/core';

/**
 * When the time limit of this process ends, in milliseconds since 1970, as its environment tells
 * it; infinite if it does not. `PSYRUN_END_TIME` and Slurm's own `SLURM_JOB_END_TIME` are seconds
 * since 1970. Throws `PSYRUN_ARGUMENT` for anything else: no row would ever fit.
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
    const hint = 'Set it as in PSYRUN_END_TIME=$(date -d "+2 hours" +%s), or not at all.';
    throw new PsyrunError('PSYRUN_ARGUMENT', message, { hint, fields: { name, text } });
  }
  return Infinity;
}
