import { isPsyrunError, PsyrunError } from '@psyrun/core';
import type { CompletionResult } from '@psyrun/operations';
import { pluginsOf } from '@psyrun/operations/project';
import { findTaskFiles } from '@psyrun/task';
import { candidates, type Candidate, type Names } from '../completion/candidates.ts';
import { COMPLETION_SCRIPTS, type Shell } from '../completion/completion-scripts.ts';
import { placeOf, type CommandSession, type Session } from '../session.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { textLines } from '../terminal/visible-text.ts';

/** Flags of {@link printCompletion}. */
export interface CompletionFlags {
  readonly json?: boolean;
}

/**
 * `psy completion`: the script for a shell, or, asked by the script, what the last of `words` can
 * become. Tasks are known by their files: none is loaded while somebody types.
 */
export async function printCompletion(
  shell: string,
  words: readonly string[],
  { json = false }: CompletionFlags,
  session: CommandSession,
): Promise<number> {
  const { console } = session;
  if (!isShell(shell)) throw unknownShell(shell);
  const result = await complete(shell, words, session);
  if (json) console.json(JSON.stringify(result));
  else for (const line of linesOf(result, shell)) console.out(line);
  return EXIT.done;
}

function linesOf({ script, candidates = [] }: CompletionResult, shell: Shell): string[] {
  return script === undefined ? candidates.map(LINE[shell]) : textLines(script);
}

async function complete(
  shell: Shell,
  words: readonly string[],
  session: CommandSession,
): Promise<CompletionResult> {
  if (words.length === 0) return { shell, script: COMPLETION_SCRIPTS[shell] };
  const names = namesOf(taskdirIn(words), session);
  return { shell, candidates: await candidates(words, names, session.commands) };
}

/** The line that each shell reads for a candidate and its meaning. */
const LINE: Readonly<Record<Shell, (candidate: Candidate) => string>> = {
  bash: ({ text }) => text,
  fish: ({ text, what = '' }) => `${text}\t${what}`,
  zsh: ({ text, what = '' }) => `${text.replaceAll(':', '\\:')}:${what}`,
};

function isShell(shell: string): shell is Shell {
  return Object.hasOwn(COMPLETION_SCRIPTS, shell);
}

function namesOf(taskdir: string, session: Session): Names {
  const keys = (kind: 'stores' | 'schedulers'): string[] =>
    pluginsOf(placeOf(taskdir, session))
      .plugins.filter((plugin) => plugin.kind === kind)
      .map(({ key }) => key);
  return {
    tasks: () => taskNames(taskdir),
    suffixes: () => ['.csv', '.jsonl', ...keys('stores')],
    schedulers: () => keys('schedulers'),
  };
}

async function taskNames(taskdir: string): Promise<string[]> {
  try {
    return (await findTaskFiles(taskdir)).map(({ name }) => name);
  } catch (error) {
    if (isPsyrunError(error, 'PSYRUN_TASK_DIRECTORY')) return [];
    throw error;
  }
}

function taskdirIn(words: readonly string[]): string {
  const at = words.indexOf('--taskdir');
  return at >= 0 && at < words.length - 1 ? words[at + 1]! : 'psy-tasks';
}

function unknownShell(shell: string): PsyrunError {
  return new PsyrunError('PSYRUN_USAGE', `There is no completion for ${shell}.`, {
    hint: 'Give bash, zsh or fish.',
    fields: { shell },
  });
}
