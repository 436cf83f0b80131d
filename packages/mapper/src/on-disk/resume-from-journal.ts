import { existsSync } from 'node:fs';
import { scanJournal } from '@psyrun/journal';
import type { SpaceProgress } from './space-progress.ts';

/**
 * Reads the rows of a journal, if it exists. Resolves to the number of its done rows that are not
 * in the space.
 */
export async function resumeFromJournal(progress: SpaceProgress, file: string): Promise<number> {
  let foreign = 0;
  if (!existsSync(file)) return foreign;
  await scanJournal(file, ({ kind, index: recorded }, read) => {
    const { row } = read();
    const index = progress.indexOf(row, recorded);
    if (kind === 'failed') {
      if (index !== undefined) progress.fail(index);
    } else if (index !== undefined) progress.finish(index, row);
    else foreign++;
  });
  return foreign;
}
