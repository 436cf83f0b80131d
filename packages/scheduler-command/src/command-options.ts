import { inspect } from 'node:util';
import { nearest, PsyrunError, type SchedulerArgs } from '@psyrun/core';
import type { OptionValue } from './option-values.ts';

/** One scheduler argument: its flag on the command line and its valid values. */
export interface CommandOption {
  /** `-t` or `--mem`. */
  readonly flag: string;
  /** The valid values and their form. */
  readonly value: OptionValue;
  /** If true, a submission without it is refused. */
  readonly required?: boolean;
}

/** The scheduler arguments by their name in a task file. */
export type OptionTable = Readonly<Record<string, CommandOption>>;

/**
 * Returns the arguments of a task as options of a command, in the order of the task.
 *
 * A function as value is called with the full name of the job and returns the value. `null`,
 * `undefined` and `false` omit an option. The value of a short option is the next argument. The
 * value of a long option follows an equals sign. Nothing is quoted, since no shell reads it.
 *
 * Throws `PSYRUN_SCHEDULER_ARGUMENT` for an unknown argument, an invalid value, or a missing
 * required argument.
 *
 * @example
 * ```ts
 * const table = {
 *   timelimit: { flag: '-t', value: text, required: true },
 *   memory: { flag: '--mem', value: text },
 * };
 * const memory = (job: string) => (job.endsWith(':merge') ? '8G' : '1G');
 * commandOptions(table, { timelimit: '15', memory }, 'circle:merge'); // => ['-t', '15', '--mem=8G']
 * ```
 */
export function commandOptions(table: OptionTable, args: SchedulerArgs, job: string): string[] {
  const given = givenArgs(table, args, job);
  const missing = Object.keys(table).find((key) => table[key]!.required && !(key in given));
  if (missing !== undefined) throw missingArgument(missing, table, job);
  return Object.entries(given).flatMap(([key, value]) => written(table[key]!, value, key, job));
}

/**
 * Returns the arguments of a task by name, after it has called the functions among them.
 *
 * Throws `PSYRUN_SCHEDULER_ARGUMENT` for a name that is not in the table, naming the nearest one,
 * and for a function that throws.
 */
export function givenArgs(table: object, args: SchedulerArgs, job: string): SchedulerArgs {
  const values = Object.entries(args).map(([key, arg]) => {
    if (!Object.hasOwn(table, key)) throw unknownArgument(key, Object.keys(table), job);
    return [key, typeof arg === 'function' ? called(key, arg as ArgFunction, job) : arg];
  });
  return Object.fromEntries(
    values.filter(([, value]) => value !== null && value !== undefined && value !== false),
  ) as SchedulerArgs;
}

type ArgFunction = (job: string) => unknown;

function called(key: string, arg: ArgFunction, job: string): unknown {
  try {
    return arg(job);
  } catch (cause) {
    throw new PsyrunError(
      'PSYRUN_SCHEDULER_ARGUMENT',
      `The scheduler argument ${key} of job ${job} is a function, which failed: ${String(cause)}.`,
      { hint: 'Correct schedulerArgs in the task file.', fields: { argument: key, job }, cause },
    );
  }
}

/**
 * Returns the error for an invalid value.
 *
 * @param expected The rest of the sentence "It has to be …".
 */
export function unusableArgument(
  key: string,
  value: unknown,
  expected: string,
  job: string,
): PsyrunError {
  const shown =
    typeof value === 'string'
      ? JSON.stringify(value)
      : inspect(value, { breakLength: Infinity, depth: 1 });
  return new PsyrunError(
    'PSYRUN_SCHEDULER_ARGUMENT',
    `The scheduler argument ${key} of job ${job} cannot be ${shown}: it has to be ${expected}.`,
    { hint: 'Correct schedulerArgs in the task file.', fields: { argument: key, value, job } },
  );
}

function written({ flag, value }: CommandOption, given: unknown, key: string, job: string) {
  const text = value.write(given);
  if (text === undefined) throw unusableArgument(key, given, value.expected, job);
  if (text === true) return [flag];
  return flag.startsWith('--') ? [`${flag}=${text}`] : [flag, text];
}

function unknownArgument(key: string, known: readonly string[], job: string): PsyrunError {
  const near = nearest(key, known);
  const hint =
    near === undefined
      ? `Known arguments: ${[...known].sort().join(', ')}.`
      : `Did you mean ${near}?`;
  return new PsyrunError(
    'PSYRUN_SCHEDULER_ARGUMENT',
    `There is no scheduler argument ${key}, which job ${job} uses.`,
    { hint, fields: { argument: key, job } },
  );
}

function missingArgument(key: string, table: OptionTable, job: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_SCHEDULER_ARGUMENT',
    `The scheduler argument ${key} is required but missing for job ${job}.`,
    {
      hint: `Set ${key} (${table[key]!.value.expected}) in schedulerArgs of the task file.`,
      fields: { argument: key, job },
    },
  );
}
