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
/** Goes on with a run. */
export const CONTINUE: OptionSpec = [
  '-c, --continue',
  'keep what has been evaluated and do only the rest',
];
/** Goes on although the code has changed. */
export const ACCEPT_CHANGES: OptionSpec = [
  '--accept-changes',
  'with -c: continue although the code has changed',
];
/** Evaluates rows again. */
export const RERUN: OptionSpec = [
  '--rerun',
  'with --where: evaluate rows again, although they are done',
];
/** The rows that are evaluated again. */
export const WHERE: OptionSpec = [
  '--where <condition>',
  'with --rerun: the rows for which this is true: beta > 2',
];
/** The most that a run may cost. */
export const MAX_COST: OptionSpec = [
  '--max-cost <hours>',
  'refuse if more core-hours are expected: 50h',
  coreHours,
];
