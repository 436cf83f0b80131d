import { plainRow } from '@psyrun/columns/internal';
import type { RowOutcome } from '@psyrun/mapper';
import type { Evaluation } from '../schemas/test.ts';

/** Returns what became of a row, without when. */
export function evaluationOf(outcome: RowOutcome): Evaluation {
  const { index } = outcome;
  const row = { ...plainRow(outcome.row) };
  return outcome.kind === 'done'
    ? { kind: 'done', index, row }
    : { kind: 'failed', index, row, error: outcome.error };
}
