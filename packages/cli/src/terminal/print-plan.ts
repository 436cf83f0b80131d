import type { PlanResult } from '@psyrun/operations';
import type { Console } from './console.ts';
import { textLines } from './visible-text.ts';

/** Prints what a run would submit and skip, and why, and the commands that would submit it. */
export function printPlan(
  { task, notes, jobs, commands }: PlanResult,
  console: Console,
  verbose = false,
): void {
  for (const note of notes) console.error(note);
  for (const { name, runs } of jobs) {
    if (verbose || !isInArray(name)) console.out(`${runs ? '.' : '-'} ${name}`);
  }
  for (const command of commands) {
    for (const line of ['', ...textLines(command)]) console.out(line);
  }
  console.error(`Nothing was submitted or changed: this is what psy run ${task} would do.`);
}

/**
 * True for the name of one job of an array.
 *
 * @example
 * ```ts
 * ['t:process', 't:process:3'].map(isInArray); // => [false, true]
 * ```
 */
export function isInArray(name: string): boolean {
  return /:\d+$/.test(name);
}
