import { PsyrunError } from '@psyrun/core';

/**
 * Returns the file name pattern with which `sbatch -o` writes to `log`. In an array, `%a` becomes
 * the index; otherwise it stays as it is.
 *
 * Slurm replaces `%a` by the index of a task in its job. The offset of a part of an array is a
 * multiple of a power of ten. So the index in the array consists of the leading digits of the
 * offset and the index of the task, padded to the number of zeros of the offset: `%3a`.
 *
 * @param part The part of an array that the pattern is for; undefined for a single job.
 *
 * Throws `PSYRUN_SCHEDULER_ARGUMENT` for a path with a backslash: Slurm takes it as a sign not to
 * replace anything.
 *
 * @example
 * ```ts
 * logPattern('/work/100%/circle:merge.log', undefined); // => '/work/100%%/circle:merge.log'
 * logPattern('/work/circle:%a.log', { offset: 2000, size: 1000 }); // => '/work/circle:2%3a.log'
 * ```
 */
export function logPattern(
  log: string,
  part: { readonly offset: number; readonly size: number } | undefined,
): string {
  if (log.includes('\\')) {
    throw new PsyrunError(
      'PSYRUN_SCHEDULER_ARGUMENT',
      `Slurm cannot write to ${log}: the path contains a backslash.`,
      { hint: 'Rename the folder or the task.', fields: { log } },
    );
  }
  const literal = log.replaceAll('%', '%%');
  return part === undefined ? literal : literal.replaceAll('%%a', taskPattern(part));
}

function taskPattern({ offset, size }: { offset: number; size: number }): string {
  if (offset === 0) return '%a';
  const digits = String(size).length - 1;
  return digits === 0 ? String(offset) : `${offset / size}%${digits}a`;
}
