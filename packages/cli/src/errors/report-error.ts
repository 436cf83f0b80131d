import { isNativeError } from 'node:util/types';
import { isPsyrunError } from '@psyrun/core';
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
  'PSYRUN_SCHEDULER',
  'PSYRUN_SCHEDULER_NO_ANSWER',
]);

/** Prints an error and returns the exit code that says of which kind it is. */
export function reportError(error: unknown, console: Console): number {
  if (isPsyrunError(error)) {
    console.error(`${coloured('red', 'psy: error:')} ${error.message} [${error.code}]`);
    if (error.code === 'PSYRUN_TASK_LOAD' && isNativeError(error.cause)) {
      console.error(ownFrames(error.cause.stack ?? String(error.cause)));
    }
    return FAILURES.has(error.code) ? EXIT.failed : EXIT.usage;
  }
  const text = systemErrorText(error);
  if (text !== undefined) {
    console.error(`${coloured('red', 'psy: error:')} ${text}`);
    return EXIT.failed;
  }
  // A defect of psyrun or of a plug-in: its stack is what its authors need.
  console.error(
    `${coloured('red', 'psy: internal error:')} ${String((error as Error)?.stack ?? error)}`,
  );
  return EXIT.failed;
}
