import type { RowOutcome } from '@psyrun/mapper';
import { coloured, type Console } from './console.ts';
import { DONE, FAILED } from './exit-codes.ts';
import { formatRow } from './format-row.ts';

/** Prints the result of a row, or why it has none; the exit code. */
export function printOutcome(outcome: RowOutcome, console: Console): number {
  if (outcome.kind === 'done') {
    console.out(formatRow(outcome.row));
    return DONE;
  }
  const { name, message, stack = `${name}: ${message}` } = outcome.error;
  console.error(`${coloured('red', 'Failed')} with ${formatRow(outcome.row)}`);
  // What a process that died printed last says nothing without how it ended.
  if (!stack.includes(message)) console.error(`${name}: ${message}`);
  console.error(stack);
  return FAILED;
}
