import type { Evaluation } from '@psyrun/operations';
import { errorText } from '@psyrun/core';
import type { Console } from './console.ts';
import { LONGEST_TEXT, textLines } from './visible-text.ts';
import { formatRow } from './format-row.ts';

/** Prints the result of a row, or why it has none. */
export function printEvaluation(evaluation: Evaluation, console: Console): void {
  if (evaluation.kind === 'done') return console.out(formatRow(evaluation.row));
  console.error(`with ${formatRow(evaluation.row)}`, { word: 'Failed', meaning: 'bad' });
  for (const line of textLines(errorText(evaluation.error, { longest: LONGEST_TEXT })))
    console.error(line);
}
