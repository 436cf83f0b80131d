import { PsyrunError } from '@psyrun/core';
import { commandFailed, type Answer } from './run-command.ts';

/** The messages of a system that runs jobs, as data. */
export interface SystemMessages {
  /** The name of the system: `Slurm`. */
  readonly name: string;
  /** The messages that say that the request may or may not have arrived. */
  readonly unheard: RegExp;
  /** Hints for messages, the more specific ones first. */
  readonly hints: readonly (readonly [words: RegExp, hint: string])[];
}

/**
 * Returns the standard output of a command that succeeded.
 *
 * Throws `PSYRUN_SCHEDULER_NO_ANSWER` if the system may have received the request, and otherwise
 * `PSYRUN_SCHEDULER` with the hint for its message.
 *
 * @example
 * ```ts
 * const messages = { name: 'Slurm', unheard: /timed out/, hints: [] };
 * commandOutput('squeue', { exitCode: 0, stdout: '12', stderr: '' }, messages); // => '12'
 * ```
 */
export function commandOutput(command: string, answer: Answer, messages: SystemMessages): string {
  const { exitCode, stdout, stderr } = answer;
  if (exitCode === 0) return stdout;
  const words = `${stderr}\n${stdout}`.trim();
  if (messages.unheard.test(words)) {
    throw new PsyrunError(
      'PSYRUN_SCHEDULER_NO_ANSWER',
      `${command} had no answer from ${messages.name}: ${words}.`,
      {
        hint: 'Try again later. psy first checks whether the command did its work.',
        fields: { command, stderr },
      },
    );
  }
  throw commandFailed(command, answer, messages.hints.find(([known]) => known.test(words))?.[1]);
}
