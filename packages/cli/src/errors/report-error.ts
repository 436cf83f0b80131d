import { causeLines, errorDetails, errorText, isPsyrunError, type PsyrunError } from '@psyrun/core';
import { coloured, type Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';
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
  'PSYRUN_WORKDIR_DIRTY',
  'PSYRUN_JOB_FAILED',
  'PSYRUN_JOB_UNPROVEN',
  'PSYRUN_SCHEDULER',
  'PSYRUN_SCHEDULER_NO_ANSWER',
]);

/** Prints an error and returns the exit code that says of which kind it is. */
export function reportError(error: unknown, console: Console): number {
  if (isPsyrunError(error)) {
    console.error(`${coloured('red', 'psy: error:')} ${error.message} [${error.code}]`);
    for (const line of linesOfCause(error)) console.error(line);
    return FAILURES.has(error.code) ? EXIT.failed : EXIT.usage;
  }
  const text = systemErrorText(error);
  if (text !== undefined) {
    console.error(`${coloured('red', 'psy: error:')} ${text}`);
    return EXIT.failed;
  }
  // A defect of psyrun or of a plug-in: its stack is what its authors need.
  console.error(`${coloured('red', 'psy: internal error:')} ${errorText(errorDetails(error))}`);
  return EXIT.failed;
}

/**
 * Returns the causes of an error that its message does not tell. A task file that cannot be loaded is
 * shown with its stack.
 */
function linesOfCause(error: PsyrunError): string[] {
  const { cause, ...details } = errorDetails(error);
  if (cause === undefined) return [];
  if (error.code === 'PSYRUN_TASK_LOAD') {
    const { name, message, stack = `${name}: ${message}` } = cause;
    return [...ownFrames(stack).split('\n'), ...causeLines(cause, { stacks: false })];
  }
  return causeLines({ ...details, cause }, { stacks: false }).filter(
    (line) =>
      !error.message.includes(line.replace(/^(Caused by|Error \d+ of \d+): (Error: )?/, '')),
  );
}
