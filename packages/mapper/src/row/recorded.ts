import { isPsyrunError, type Row } from '@psyrun/core';
import type { RowOutcome } from './outcome.ts';
import { rowErrorOf } from './row-error.ts';

/**
 * Records an outcome and returns what was recorded. A result that the journal refuses is recorded as a
 * failure: a getter may return something else than it returned when the result was checked.
 *
 * @param parameters Returns the parameters of the row.
 * @param append Adds a record to a journal. Throws `PSYRUN_RESULT_VALUE` if it cannot hold the result.
 */
export function recorded(
  outcome: RowOutcome,
  parameters: () => Row,
  append: (outcome: RowOutcome) => void,
): RowOutcome {
  try {
    append(outcome);
    return outcome;
  } catch (error) {
    if (outcome.kind === 'failed' || !isPsyrunError(error, 'PSYRUN_RESULT_VALUE')) throw error;
    const { index, startedAt, duration } = outcome;
    const refused = rowErrorOf(error, 'refused');
    const failed: RowOutcome = {
      ...{ kind: 'failed', index, startedAt, duration },
      row: parameters(),
      error: refused,
    };
    append(failed);
    return failed;
  }
}
