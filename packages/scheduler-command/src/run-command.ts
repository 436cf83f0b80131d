import { execa } from 'execa';
import { PsyrunError } from '@psyrun/core';

/** Answers longer than this, in characters, are a mistake: a thousand jobs take 50 kB. */
const LONGEST_ANSWER = 100_000_000;

/** Options of {@link runCommand}. */
export interface RunOptions {
  /** Milliseconds after which the command is ended. */
  readonly timeout: number;
  /** The whole environment of the command; that of this process if left out. */
  readonly env?: NodeJS.ProcessEnv;
}

/** How a command ended. */
export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command, without a shell, and resolves to what it answered, whatever its exit code.
 *
 * Throws `PSYRUN_SCHEDULER` if the command cannot be started, and `PSYRUN_SCHEDULER_NO_ANSWER` if
 * it takes too long, is killed, or talks without end: it may then have done its work or not.
 *
 * @example
 * ```ts
 * const answer = await runCommand('echo', ['a b', '$HOME'], { timeout: 10_000 });
 * answer.stdout; // => 'a b $HOME'
 * ```
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  { timeout, env }: RunOptions,
): Promise<Answer> {
  const result = await execa(command, args, {
    stdin: 'ignore',
    timeout,
    reject: false,
    maxBuffer: LONGEST_ANSWER,
    stripFinalNewline: true,
    ...(env === undefined ? {} : { env, extendEnv: false }),
  });
  const { exitCode, stdout, stderr, timedOut, isMaxBuffer } = result;
  if (exitCode !== undefined && !timedOut && !isMaxBuffer) return { exitCode, stdout, stderr };
  if (result.signal === undefined && !timedOut && !isMaxBuffer) {
    throw notStarted(command, result.originalMessage, result);
  }
  throw noAnswer(command, timedOut ? `within ${timeout / 1000} s` : 'completely', stderr);
}

/**
 * The error for a command that answered that it cannot do what was asked.
 *
 * Its message ends with the command's own words.
 */
export function commandFailed(command: string, answer: Answer, hint?: string): PsyrunError {
  const { exitCode, stdout, stderr } = answer;
  const words = stderr.trim() || stdout.trim() || 'no message';
  return new PsyrunError(
    'PSYRUN_SCHEDULER',
    `${command} failed with exit code ${exitCode}: ${asSentence(words)}`,
    { ...(hint === undefined ? {} : { hint }), fields: { command, exitCode, stderr } },
  );
}

function notStarted(command: string, why: string | undefined, cause: unknown): PsyrunError {
  return new PsyrunError('PSYRUN_SCHEDULER', `${command} could not be started: ${why}.`, {
    hint: 'Run psy on a machine that has the commands of the scheduler, such as a login node.',
    fields: { command },
    cause,
  });
}

function noAnswer(command: string, how: string, stderr: string): PsyrunError {
  const words = stderr.trim() === '' ? '' : ` Before, it said: ${asSentence(stderr.trim())}`;
  return new PsyrunError(
    'PSYRUN_SCHEDULER_NO_ANSWER',
    `${command} did not answer ${how}.${words}`,
    {
      hint: 'Try again later: psy looks for what may have been done before it does it again.',
      fields: { command, stderr },
    },
  );
}

function asSentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
