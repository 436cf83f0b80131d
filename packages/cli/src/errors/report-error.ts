import {
  causeLines,
  cutText,
  errorDetails,
  errorText,
  isPsyrunError,
  withoutHint,
  type PsyrunError,
} from '@psyrun/core';
import { ERROR, type Console, type Mark } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { indentedLines, LONGEST_TEXT, textLines } from '../terminal/visible-text.ts';
import { ownFrames } from './own-frames.ts';
import { systemErrorText } from './system-error.ts';

/** Codes that say that work failed, not that the input was wrong. */
const FAILURES = new Set([
  'PSYRUN_STORE_WRITE',
  'PSYRUN_STORE_BUSY',
  'PSYRUN_LOCK_DAMAGED',
  'PSYRUN_JOURNAL_CORRUPT',
  'PSYRUN_RUN_CORRUPT',
  'PSYRUN_RUN_ACTIVE',
  'PSYRUN_TASK_WAITS',
  'PSYRUN_WORKDIR_DIRTY',
  'PSYRUN_JOB_FAILED',
  'PSYRUN_JOB_UNPROVEN',
  'PSYRUN_SCHEDULER',
  'PSYRUN_SCHEDULER_NO_ANSWER',
]);

const SHOWN = { stacks: false, longest: LONGEST_TEXT } as const;

/** Prints an error and returns the exit code that says of which kind it is. */
export function reportError(error: unknown, console: Console): number {
  if (isPsyrunError(error)) {
    const { code, hint = '' } = error;
    // A long message does not cut off its hint.
    const message = `${cutText(withoutHint(error), LONGEST_TEXT)} ${cutText(hint, LONGEST_TEXT)}`;
    printMarked(indentedLines(`${message.trimEnd()} [${code}]`), ERROR, console);
    for (const line of linesOfCause(error)) console.error(line);
    return FAILURES.has(error.code) ? EXIT.failed : EXIT.usage;
  }
  const text = systemErrorText(error);
  if (text !== undefined) {
    printMarked(indentedLines(text), ERROR, console);
    return EXIT.failed;
  }
  // A defect of psyrun or of a plug-in: its stack is what its authors need.
  const lines = errorText(errorDetails(error), { longest: LONGEST_TEXT });
  printMarked(textLines(lines), { ...ERROR, word: 'psy: internal error:' }, console);
  return EXIT.failed;
}

function printMarked([first = '', ...rest]: readonly string[], mark: Mark, console: Console) {
  console.error(first, mark);
  for (const line of rest) console.error(line);
}

/**
 * Returns the causes of an error that its message does not tell. A task file that cannot be loaded is
 * shown with its stack.
 */
function linesOfCause(error: PsyrunError): string[] {
  const { cause, ...details } = errorDetails(error);
  if (cause === undefined) return [];
  if (error.code === 'PSYRUN_TASK_LOAD') {
    const { stack } = cause;
    const own = { ...cause, ...(stack !== undefined && { stack: ownFrames(stack) }) };
    return textLines(errorText(own, SHOWN));
  }
  return causeLines({ ...details, cause }, SHOWN).filter(
    (line) =>
      !error.message.includes(line.replace(/^(Caused by|Error \d+ of \d+): (Error: )?/, '')),
  );
}
