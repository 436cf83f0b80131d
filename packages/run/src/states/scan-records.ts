import { stat } from 'node:fs/promises';
import { isPsyrunError } from '@psyrun/core';
import { damageText, scanJournal, type JournalPlace, type JournalScan } from '@psyrun/journal';

/** The end of a call of {@link scanRecords}. */
export interface RecordScan extends JournalScan {
  /** Says what of the file cannot be read, as a sentence; undefined if nothing is damaged. */
  readonly problem?: string;
}

/**
 * Reads a journal of a work directory as `scanJournal` does. A file that is no journal at all, and a
 * folder or a pipe in its place, is one damaged part, so that the other journals are read. Throws
 * `PSYRUN_FILE_FORMAT` for a journal that a newer psyrun wrote.
 */
export async function scanRecords(
  file: string,
  visit: Parameters<typeof scanJournal>[1],
  from?: JournalPlace,
): Promise<RecordScan> {
  try {
    const scan = await scanJournal(file, visit, from);
    const { damaged } = scan;
    return damaged.length === 0 ? scan : { ...scan, problem: damageText(file, damaged) };
  } catch (error) {
    const nothing = { offset: 0, session: {}, tail: 0 };
    if (isPsyrunError(error, 'PSYRUN_FILE_READ')) {
      const problem = `${error.message} [${error.code}]`;
      return { ...nothing, damaged: [{ from: 0, to: 0 }], problem };
    }
    if (!isPsyrunError(error, 'PSYRUN_FILE_FORMAT') || 'version' in error.fields) throw error;
    const damaged = [{ from: 0, to: (await stat(file)).size }];
    return { ...nothing, damaged, problem: damageText(file, damaged) };
  }
}
