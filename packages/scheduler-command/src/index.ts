/**
 * Turns scheduler options, given as data, into the argument vector of a submission command.
 *
 * @packageDocumentation
 */
export {
  formatArrayId,
  indexOfTask,
  parseArrayId,
  taskOf,
  taskRange,
  type ArrayId,
  type TaskRange,
} from './array/array-id.ts';
export { decidingTask } from './array/array-state.ts';
export { arrayToSubmit, type ArrayToSubmit } from './array/array-to-submit.ts';
export {
  commandOptions,
  givenArgs,
  unusableArgument,
  type CommandOption,
  type OptionTable,
} from './command-options.ts';
export { commandOutput, type SystemMessages } from './command-output.ts';
export { readIndexList, writeIndexList } from './array/index-list.ts';
export { jobScript, type JobScript } from './job-script.ts';
export { KeptAnswer } from './kept-answer.ts';
export { count, list, text, toggle, type OptionValue } from './option-values.ts';
export { commandFailed, runCommand, type Answer, type RunCommandOptions } from './run-command.ts';
export { scriptAsComments } from './script-as-comments.ts';
export { shellWords } from './shell-words.ts';
export { smallerThrottle, submissionArgs, type SubmissionArgs } from './submission-args.ts';
export { ThrottledCache } from './throttled-cache.ts';
export { secondsOf, timeLimit } from './time-limit.ts';
