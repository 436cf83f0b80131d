import { moduleBeside, PsyrunError, type ForeignFunction } from '@psyrun/core';
import { filesNamed } from '../program/files-named.ts';
import type { CommandAddress } from './command-evaluator.ts';
import type { ResultsAddress } from './results.ts';
import { FOLDER, namesIn } from './words.ts';

/** Options of {@link command}. */
export interface CommandOptions {
  /**
   * Where the results are: a JSON object in the last line of standard output (default), a file (JSON,
   * or CSV if its name ends in `.csv`), or the named groups of a pattern that standard output matches.
   */
  readonly results?: 'last-line-json' | { readonly file: string } | { readonly columns: RegExp };
  /** True to pass the one word to `/bin/sh`. Values are quoted. Default: false, no shell. */
  readonly shell?: boolean;
  /** Where the command runs: in a new folder of the row, or in that of the task file (default). */
  readonly cwd?: 'row' | 'task';
  /** The input of the command: the parameters as a JSON object. Default: nothing. */
  readonly stdin?: 'row-json';
  /** True if the command gets the parameters as `PSY_<NAME>` in its environment. Default: false. */
  readonly env?: boolean;
}

/**
 * Evaluates each row with a command.
 *
 * `{name}` in a word is replaced by the value of the parameter, and `{name:json}` by its JSON. `{dir}`
 * is a new folder of the row; it is removed if the row succeeds. `{index}` is the place of the row in
 * the space, unless a parameter has this name. Other braces stay as they are, and `{{name}}` stands for
 * `{name}`.
 *
 * A row fails if its command ends with another exit code than 0 or by a signal, or if its results are
 * not where they should be. The error has the end of what the command printed. Words that name files in
 * the folder of the task file are code of the task.
 *
 * Throws `PSYRUN_ARGUMENT` for options that do not fit together.
 *
 * @example
 * ```ts
 * command(['./model', '--radius={radius}', '{trial}'], { results: { file: '{dir}/out.json' } });
 * command(['bc -l <<< "{x}^2"'], { shell: true, results: { columns: /(?<square>[\d.]+)/ } });
 * ```
 */
export function command(words: readonly string[], options: CommandOptions = {}): ForeignFunction {
  const { results = 'last-line-json', shell = false, cwd = 'task', stdin, env = false } = options;
  if (words.length === 0) throw unusable('A command has at least one word.');
  if (shell && words.length > 1) throw unusable('With a shell, a command is one text.');
  const address = resultsAddress(results);
  const texts = address.kind === 'file' ? [...words, address.file] : words;
  return {
    requires: namesIn(texts),
    locate: (folder) => {
      const located: CommandAddress = {
        ...{ words, results: address, shell, env, folder },
        needsFolder: cwd === 'row' || texts.some((text) => text.includes(`{${FOLDER}}`)),
        runsInFolder: cwd === 'row',
        sendsRow: stdin === 'row-json',
      };
      const module = moduleBeside(import.meta.url, 'command-evaluator');
      return { module, export: 'commandEvaluator', options: located };
    },
    code: (folder) => filesNamed(shell ? words[0]!.split(/\s+/) : words, folder),
  };
}

function resultsAddress(results: NonNullable<CommandOptions['results']>): ResultsAddress {
  if (results === 'last-line-json') return { kind: 'last-line-json' };
  if ('file' in results) return { kind: 'file', file: results.file };
  const { source, flags } = results.columns;
  if (!/\(\?<\w/.test(source)) throw unusable('The pattern of a command has no named group.');
  return { kind: 'columns', source, flags: flags.replace(/[gy]/g, '') };
}

function unusable(message: string): PsyrunError {
  return new PsyrunError('PSYRUN_ARGUMENT', message);
}
