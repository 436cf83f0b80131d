import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Check } from '@psyrun/core';

/** The part of a quota from which on it is told as a warning. */
const NEARLY = 0.9;

/**
 * Resolves to the check of the quotas that the command `quota` prints; undefined if this machine has no
 * such command, or the user has no quota.
 */
export async function quotaCheck(): Promise<Check | undefined> {
  const answer = await promisify(execFile)('quota', ['-w', '-p'], { timeout: 10_000 }).catch(
    // It ends with 1 if a quota is exceeded.
    (error: { readonly stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  return readQuotas(answer.stdout);
}

/**
 * Reads an answer of `quota -w -p`: for each file system the kilobytes used, their quota and limit and the
 * time of grace, then the same of files.
 *
 * @example
 * ```ts
 * const head = 'Filesystem blocks quota limit grace files quota limit grace';
 * readQuotas(`${head}\n/dev/sda1 950 900 1000 0 10 0 0 0`)?.outcome; // => 'warning'
 * readQuotas('Disk quotas for user me (uid 1000): none'); // => undefined
 * ```
 */
export function readQuotas(answer: string): Check | undefined {
  const quotas = answer.split('\n').flatMap((line) => {
    const [folder = '', ...numbers] = line.trim().split(/\s+/);
    const [blocks, quota, limit, , files, mostWanted, most] = numbers.map((text) => parseInt(text));
    if (numbers.length < 7 || !Number.isFinite(blocks)) return [];
    return [
      { folder, used: blocks!, most: limit! || quota!, unit: 'kB' },
      { folder, used: files!, most: most! || mostWanted!, unit: 'files' },
    ].filter((one) => one.most > 0);
  });
  if (quotas.length === 0) return undefined;
  const shown = quotas.map(
    ({ folder, used, most, unit }) => `${folder}: ${used} of ${most} ${unit}`,
  );
  const about = 'quota';
  const found = `${shown.join('; ')}.`;
  if (quotas.every(({ used, most }) => used < NEARLY * most)) {
    return { about, outcome: 'ok', found };
  }
  const advice = 'Remove what you no longer need, or set workdir in task files to another place.';
  return { about, outcome: 'warning', found, advice };
}
