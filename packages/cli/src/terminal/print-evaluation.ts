import type { Evaluation } from '@psyrun/operations';
import { errorText } from '@psyrun/core';
import { coloured, type Console } from './console.ts';
import { formatRow } from './format-row.ts';

/** Prints the result of a row, or why it has none. */
export function printEvaluation(evaluation: Evaluation, console: Console): void {
  if (evaluation.kind === 'done') return console.out(formatRow(evaluation.row));
  console.error(`${coloured('red', 'Failed')} with ${formatRow(evaluation.row)}`);
  console.error(errorText(evaluation.error));
}
