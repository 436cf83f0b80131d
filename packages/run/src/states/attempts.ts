import { existsSync } from 'node:fs';
import { scanJournal } from '@psyrun/journal';

/**
 * For each row of the space `space` (its hash) in journals: 0 when it is done, else how many times
 * it has failed. Journals that are not there hold no rows.
 */
export async function attemptsIn(
  files: readonly string[],
  space: string,
): Promise<Map<number, number>> {
  const attempts = new Map<number, number>();
  for (const file of files.filter((name) => existsSync(name))) {
    await scanJournal(file, ({ session, kind, index, attempt }) => {
      if (session['space'] !== space) return;
      const before = attempts.get(index);
      if (kind === 'done') attempts.set(index, 0);
      else if (before !== 0) attempts.set(index, Math.max(attempt, before ?? 0));
    });
  }
  return attempts;
}
