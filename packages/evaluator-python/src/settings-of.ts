import type { DescribedTask } from '@psyrun/core';
import type { AnsweredArg, AnsweredSettings } from './ask-python.ts';

/** Returns the settings of a task file in terms of psyrun. `length` is the number of rows. */
export function settingsOf(
  { maxJobs, name, python: _, resultfile, schedulerArgs, ...others }: AnsweredSettings['settings'],
  length: number,
): DescribedTask['settings'] {
  return {
    ...others,
    // None means one job for each row.
    ...(maxJobs !== undefined && { maxJobs: maxJobs ?? Math.max(length, 1) }),
    ...(name && { name }),
    ...(resultfile && { resultfile }),
    ...(schedulerArgs && { schedulerArgs: argsOf(schedulerArgs) }),
  };
}

function argsOf(args: Readonly<Record<string, AnsweredArg>>): Record<string, unknown> {
  const entries = Object.entries(args).map(([key, arg]) => [
    key,
    'value' in arg ? arg.value : (job: string) => arg.byJob[job],
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}
