import type { ArgumentSpec, OptionSpec } from './command-spec.ts';
import { coreHours } from './option-values.ts';

/** The directory of task files. */
export const TASKDIR: OptionSpec = [
  '--taskdir <directory>',
  'directory to load tasks from',
  'psy-tasks',
];
/** One object for programs. */
export const JSON_OBJECT: OptionSpec = ['--json', 'print one JSON object'];
/** An object for each task. */
export const JSON_LINES: OptionSpec = ['--json', 'print one JSON object a task and line'];
/** The names of tasks; all without names. */
export const TASKS: readonly ArgumentSpec[] = [['[task...]']];
/** Which rows a run evaluates, and what they may cost: the options of `psy run` and `psy plan`. */
export const OF_RUNS: readonly OptionSpec[] = [
  TASKDIR,
  ['-c, --continue', 'keep what has been evaluated and do only the rest'],
  ['--accept-changes', 'with -c: continue although the code has changed'],
  ['--rerun', 'with --where: evaluate rows again, although they are done'],
  ['--where <condition>', 'with --rerun: the rows for which this is true: beta > 2'],
  ['--max-cost <hours>', 'refuse if more core-hours are expected: 50h', coreHours],
];
