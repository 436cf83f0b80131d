import { existsSync } from 'node:fs';
import { scanJournal } from '@psyrun/journal';
import type { SpaceProgress } from './space-progress.ts';

/**
 * Takes over what a journal holds, if there is one. Resolves to the number of its rows that are done
 * but not of the space.
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
