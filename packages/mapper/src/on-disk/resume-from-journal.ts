import { existsSync } from 'node:fs';
import type { PsyrunWarning, WarningHandler } from '@psyrun/core';
import { damageText, scanJournal, type DamagedPart } from '@psyrun/journal';
import type { SpaceProgress } from './space-progress.ts';

/**
 * Reads the rows of a journal, if it exists. Rows whose records are damaged count as missing, and
 * `onWarning` is told. Resolves to the number of its done rows that are not in the space.
 */
export async function resumeFromJournal(
  progress: SpaceProgress,
  file: string,
  onWarning?: WarningHandler,
): Promise<number> {
  let foreign = 0;
  if (!existsSync(file)) return foreign;
  const { damaged } = await scanJournal(file, ({ kind, index: recorded }, read) => {
    const { row } = read();
    const index = progress.indexOf(row, recorded);
    if (kind === 'failed') {
      if (index !== undefined) progress.fail(index);
    } else if (index !== undefined) progress.finish(index, row);
    else foreign++;
  });
  if (damaged.length > 0) onWarning?.(damagedWarning(file, damaged));
  return foreign;
}

function damagedWarning(file: string, damaged: readonly DamagedPart[]): PsyrunWarning {
  return {
    code: 'PSYRUN_WARN_JOURNAL_DAMAGED',
    message: `${damageText(file, damaged)} The rows that they held are evaluated again.`,
    fields: { file, damaged },
  };
}
