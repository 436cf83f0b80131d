import type { SchedulerArgs } from '@psyrun/core';
import { givenArgs, unusableArgument, type OptionTable } from './command-options.ts';
import { count } from './option-values.ts';

/** The arguments of a submission, parted into options and what becomes part of other options. */
export interface SubmissionArgs {
  /** The arguments of the table, for `commandOptions`. */
  readonly options: SchedulerArgs;
  /** Largest number of jobs of an array that run at the same time. */
  readonly throttle: number | undefined;
  /** Further options of the command, unchanged. */
  readonly extra: readonly string[];
  /** The arguments that the scheduler checks itself. */
  readonly own: SchedulerArgs;
}

/**
 * Returns the arguments of a task, parted, after it has called the functions among them. Every scheduler
 * with arrays has `throttle`, and every scheduler has `extra`.
 *
 * Throws `PSYRUN_SCHEDULER_ARGUMENT` for an unknown name, or an invalid `throttle` or `extra`.
 *
 * @param command The command that has the options.
 * @param own The names of the arguments that the scheduler checks itself.
 *
 * @example
 * ```ts
 * submissionArgs({}, { throttle: 3, extra: ['-r', 'n'] }, 'circle:split', 'qsub').extra; // => ['-r', 'n']
 * ```
 */
export function submissionArgs(
  table: OptionTable,
  args: SchedulerArgs,
  job: string,
  command: string,
  own: readonly string[] = [],
): SubmissionArgs {
  const others = Object.fromEntries(['throttle', 'extra', ...own].map((key) => [key, true]));
  const { throttle, extra = [], ...given } = givenArgs({ ...table, ...others }, args, job);
  if (throttle !== undefined && count.write(throttle) === undefined) {
    throw unusableArgument('throttle', throttle, count.expected, job);
  }
  if (!isListOfTexts(extra)) {
    throw unusableArgument('extra', extra, `a list of options of ${command}, each a string`, job);
  }
  const [options, rest] = parted(given, table);
  const limit = throttle === undefined ? undefined : Number(throttle);
  return { options, own: rest, throttle: limit, extra };
}

/**
 * Returns the largest number of jobs of an array that may run at the same time: the smaller of the
 * limits of the task and of its arguments.
 */
export function smallerThrottle(...limits: readonly (number | undefined)[]): number | undefined {
  const given = limits.filter((limit) => limit !== undefined);
  return given.length === 0 ? undefined : Math.min(...given);
}

function parted(args: SchedulerArgs, table: OptionTable): [SchedulerArgs, SchedulerArgs] {
  const entries = Object.entries(args);
  const isOption = ([key]: [string, unknown]): boolean => Object.hasOwn(table, key);
  const options = entries.filter(isOption);
  const rest = entries.filter((entry) => !isOption(entry));
  return [Object.fromEntries(options), Object.fromEntries(rest)];
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '');
}
