import { existsSync } from 'node:fs';
import type { RunRecords } from './run-records.ts';

/**
 * Reads journals and resolves to a number for each row: 0 if the row is done, else how many times it has
 * failed. Missing journals count as empty.
 */
export async function attemptsIn(
  files: readonly string[],
  records: RunRecords,
): Promise<Map<number, number>> {
  const attempts = new Map<number, number>();
  for (const file of files.filter((name) => existsSync(name))) {
    await records.scan(file, ({ kind, index, attempt }) => {
      const before = attempts.get(index);
      if (kind === 'done') attempts.set(index, 0);
      else if (before !== 0) attempts.set(index, Math.max(attempt, before ?? 0));
    });
  }
  return attempts;
}
