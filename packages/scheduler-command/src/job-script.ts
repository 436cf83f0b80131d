import { shellWords } from './shell-words.ts';

/** The content of the script of a job. */
export interface JobScript {
  /** The command. In an array, `%a` is the index. */
  readonly argv: readonly string[];
  /** The file that output and errors are appended to. In an array, `%a` is the index. */
  readonly log: string;
  /** The folder in which the command starts. */
  readonly folder: string;
  /** The time limit of the job in seconds, if it has one. */
  readonly limit?: number;
  /** The index of a job of an array, as a word of a shell: `$((SGE_TASK_ID - 1))`. */
  readonly index?: string;
  /** Lines of shell before the command. They write to the log. */
  readonly before?: readonly string[];
  /** Lines of shell after the command, which can read and set `$code`, its exit code. */
  readonly after?: readonly string[];
}

/** Puts the index in place of `%a` in the log and in the command. */
const INSERT_INDEX = `for word do
  done=
  while [ "\${word#*%a}" != "$word" ]; do
    done=$done\${word%%\\%a*}$index
    word=\${word#*%a}
  done
  shift
  set -- "$@" "$done$word"
done`;

/**
 * Returns the script of a job for a scheduler that passes no arguments, or not all of them unchanged.
 *
 * The words of the user are quoted in one line, and nothing reads them as shell. The script opens the
 * log itself: in the options of schedulers, paths have characters with a meaning.
 *
 * @example
 * ```ts
 * jobScript({ argv: ['echo', "it's"], log: '/work/a.log', folder: '/work' }).split('\n')[2];
 * // => "set -- /work/a.log echo 'it'\\''s'"
 * ```
 */
export function jobScript({ argv, log, folder, limit, index, before, after }: JobScript): string {
  const lines = [
    '#!/bin/sh',
    '# The next command lists the log, and the command of the job.',
    `set -- ${shellWords([log, ...argv])}`,
    ...(index === undefined ? [] : [`index=${index}`, INSERT_INDEX]),
    'exec >>"$1" 2>&1 </dev/null || exit',
    'shift',
    `cd ${shellWords([folder])} || exit`,
    ...(limit === undefined || limit === Infinity ? [] : [endTime(limit)]),
    ...(before ?? []),
    ...(after === undefined ? ['exec "$@"'] : ['"$@"', 'code=$?', ...after, 'exit "$code"']),
  ];
  return `${lines.join('\n')}\n`;
}

/** Tells the job when it ends. The load-balancing backend begins no row that does not fit. */
function endTime(limit: number): string {
  return `PSYRUN_END_TIME=$(($(date +%s) + ${limit})) && export PSYRUN_END_TIME`;
}
