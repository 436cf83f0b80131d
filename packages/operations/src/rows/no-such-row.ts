import { PsyrunError } from '@psyrun/core';

/** Returns the error for a row that a task of `length` rows does not have. */
export function noSuchRow(index: number, task: string, length: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_OUT_OF_RANGE',
    `There is no row ${index} in task '${task}', which has ${length} rows.`,
    {
      hint: 'Rows are counted from 0; psy failures names those that failed.',
      fields: { task, index },
    },
  );
}
