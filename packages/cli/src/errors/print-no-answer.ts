import type { StatusResult } from '@psyrun/operations';
import { WARNING, type Console } from '../terminal/console.ts';

/** Prints why a scheduler did not answer. Returns true if it did. */
export function printNoAnswer(noAnswer: StatusResult['noAnswer'], console: Console): boolean {
  if (noAnswer === undefined) return true;
  console.error(noAnswer.message, WARNING);
  return false;
}
