import { stat } from 'node:fs/promises';
import { isPsyrunError } from '@psyrun/core';
import { scanJournal, type JournalPlace, type JournalScan } from '@psyrun/journal';

/**
 * Reads a journal of a work directory as `scanJournal` does. A file that is no journal at all is one
 * damaged part, so that the other journals are read. Throws `PSYRUN_FILE_FORMAT` for a journal that a
 * newer psyrun wrote.
 */
export async function scanRecords(
  file: string,
  visit: Parameters<typeof scanJournal>[1],
  from?: JournalPlace,
): Promise<JournalScan> {
  try {
    return await scanJournal(file, visit, from);
  } catch (error) {
    const isNoFile = isPsyrunError(error, 'PSYRUN_FILE_READ');
    const isNoJournal = isPsyrunError(error, 'PSYRUN_FILE_FORMAT') && !('version' in error.fields);
    if (!isNoFile && !isNoJournal) throw error;
    const to = isNoFile ? 0 : (await stat(file)).size;
    return { offset: 0, session: {}, damaged: [{ from: 0, to }], tail: 0 };
  }
}
