/**
 * Turns scheduler options, given as data, into the argument vector of a submission command.
 *
 * @packageDocumentation
 */
export {
  commandOptions,
  givenArgs,
  unusableArgument,
  type CommandOption,
  type OptionTable,
} from './command-options.ts';
export { count, list, text, toggle, type OptionValue } from './option-values.ts';
export { commandFailed, runCommand, type Answer, type RunCommandOptions } from './run-command.ts';
export { shellWords } from './shell-words.ts';
