import { PsyrunError } from '@psyrun/core';

/** Limits of Slurm for submissions. */
export interface SlurmLimits {
  /** One more than the largest index of a task of an array; 0 if there are no arrays. */
  readonly maxArraySize: number;
  /** The number of jobs that the controller can hold, for all users together. */
  readonly maxJobCount: number;
}

/**
 * Reads the limits in an answer of `scontrol show config`.
 *
 * @example
 * ```ts
 * readLimits('MaxArraySize = 1001\nMaxJobCount = 10000').maxArraySize; // => 1001
 * ```
 */
export function readLimits(config: string): SlurmLimits {
  const read = (key: string): number => {
    const value = new RegExp(`^${key}\\s*=\\s*(\\d+)`, 'm').exec(config)?.[1];
    if (value !== undefined) return Number(value);
    throw new PsyrunError('PSYRUN_SCHEDULER', `scontrol show config does not print ${key}.`, {
      hint: 'Report it with the version of Slurm, which scontrol --version prints.',
      fields: { key },
    });
  };
  return { maxArraySize: read('MaxArraySize'), maxJobCount: read('MaxJobCount') };
}

/** Throws `PSYRUN_SCHEDULER` if Slurm can never hold an array of `size` jobs. */
export function checkArraySize(size: number, limits: SlurmLimits, name: string): void {
  const { maxArraySize, maxJobCount } = limits;
  if (maxArraySize > 0 && size <= maxJobCount) return;
  const why =
    maxArraySize === 0 ? 'it allows no job arrays' : `it holds at most ${maxJobCount} jobs`;
  throw new PsyrunError(
    'PSYRUN_SCHEDULER',
    `Slurm cannot take the ${size} jobs of ${name}: ${why}.`,
    { hint: 'Set maxJobs of the task to fewer jobs.', fields: { job: name, size, ...limits } },
  );
}
