import type { StatusResult } from '@psyrun/operations';
import { coloured, type Console } from '../terminal/console.ts';

/** Prints why a scheduler did not answer. Returns true if it did. */
export function printNoAnswer(noAnswer: StatusResult['noAnswer'], console: Console): boolean {
  if (noAnswer === undefined) return true;
  console.error(`${coloured('yellow', 'Warning:')} ${noAnswer.message}`);
  return false;
}
