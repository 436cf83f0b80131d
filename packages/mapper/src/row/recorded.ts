import { isPsyrunError, type Row } from '@psyrun/core';
import type { RowOutcome } from './outcome.ts';
import { rowErrorOf } from './failure/row-error.ts';

/**
 * Records an outcome and returns what was recorded. A result that `append` refuses is recorded as a
 * failure: the store of the result cannot hold it, or a getter returns something else than it returned
 * when the result was checked.
 *
 * @param parameters Returns the parameters of the row.
 * @param append Adds a record to a journal. Throws `PSYRUN_RESULT_VALUE` or `PSYRUN_STORE_VALUE` if it
 *   cannot hold the result.
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
    const isRefused =
      isPsyrunError(error, 'PSYRUN_RESULT_VALUE') || isPsyrunError(error, 'PSYRUN_STORE_VALUE');
    if (outcome.kind === 'failed' || !isRefused) throw error;
    const { index, startedAt, duration, usage } = outcome;
    // The stack is not one of the user's code.
    const { stack: _, ...refused } = rowErrorOf(error, 'refused');
    const failed: RowOutcome = {
      ...{ kind: 'failed', index, startedAt, duration },
      row: parameters(),
      error: refused,
      ...(usage && { usage }),
    };
    append(failed);
    return failed;
  }
}
