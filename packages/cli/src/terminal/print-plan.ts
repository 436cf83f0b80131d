import type { PlanResult } from '@psyrun/operations';
import type { Console } from './console.ts';
import { planLines } from '../tables/plan-lines.ts';
import { counted } from './counted.ts';
import { textLines } from './visible-text.ts';

/** Prints what a run would do and cost, and why, and the commands that would submit it. */
export function printPlan(plan: PlanResult, console: Console, verbose = false): void {
  const { task, notes, jobs, commands } = plan;
  for (const note of notes) console.error(note);
  for (const line of planLines(plan)) console.out(line);
  for (const { name, runs } of jobs) {
    if (!verbose && isInArray(name)) continue;
    const parts = jobs.filter(
      (job) => job.runs && isInArray(job.name) && arrayOf(job.name) === name,
    );
    const size = verbose || parts.length === 0 ? '' : `: ${counted(parts.length, 'job')}`;
    console.out(`${runs ? '.' : '-'} ${name}${size}`);
  }
  for (const command of commands) {
    for (const line of ['', ...textLines(command)]) console.out(line);
  }
  console.error(`Nothing was submitted or changed: this is what psy run ${task} would do.`);
}

function arrayOf(name: string): string {
  return name.slice(0, name.lastIndexOf(':'));
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
