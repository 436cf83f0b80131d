import type { PlanResult } from '@psyrun/operations';
import type { Console } from './console.ts';

/** Prints what a run would submit and skip, and why, and the commands that would submit it. */
export function printPlan({ task, notes, jobs, commands }: PlanResult, console: Console): void {
  for (const note of notes) console.error(note);
  for (const { name, runs } of jobs) console.out(`${runs ? '.' : '-'} ${name}`);
  for (const command of commands) console.out(`\n${command}`);
  console.error(`Nothing was submitted or changed: this is what psy run ${task} would do.`);
}
