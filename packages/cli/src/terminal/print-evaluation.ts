import type { RowOutcome } from '@psyrun/mapper';
import { errorText } from '@psyrun/run';
import { coloured, type Console } from './terminal/console.ts';
import { DONE, FAILED } from './terminal/exit-codes.ts';
import { formatRow } from './terminal/format-row.ts';

/** Prints the result of a row, or why it has none; the exit code. */
export function printOutcome(outcome: RowOutcome, console: Console): number {
  if (outcome.kind === 'done') {
    console.out(formatRow(outcome.row));
    return DONE;
  }
  console.error(`${coloured('red', 'Failed')} with ${formatRow(outcome.row)}`);
  console.error(errorText(outcome.error));
  return FAILED;
}
