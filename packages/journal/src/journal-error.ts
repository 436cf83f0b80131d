import { PsyrunError } from '@psyrun/core';

/** Returns the error for a journal that cannot be written. `why` is the end of a sentence. */
export function journalError(file: string, why: string, cause?: unknown): PsyrunError {
  return new PsyrunError('PSYRUN_JOURNAL_WRITE', `The journal ${file} cannot be written: ${why}.`, {
    hint: 'What was written before is kept; open the journal again to go on.',
    fields: { file },
    cause,
  });
}
