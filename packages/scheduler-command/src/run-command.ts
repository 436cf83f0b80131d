import { createInterface } from 'node:readline';
import { execa, type ExecaError, type ExecaReturnValue } from 'execa';
import { PsyrunError } from '@psyrun/core';

/** Longest answer in characters. A longer one is a mistake: a thousand jobs take 50 kB. */
const LONGEST_ANSWER = 100_000_000;

/** Options of {@link runCommand}. */
export interface RunCommandOptions {
  /** Time limit of the command in milliseconds. */
  readonly timeout: number;
  /** The whole environment of the command. Default: the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** The standard input of the command. Default: empty. */
  readonly input?: string;
  /** Called with each line that the command writes to standard error, while it still works. */
  readonly onWords?: (line: string) => void;
}

/** The result of a command. */
export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command without a shell and resolves to its answer, whatever its exit code.
 *
 * Throws `PSYRUN_SCHEDULER` if the command cannot be started. Throws `PSYRUN_SCHEDULER_NO_ANSWER`
 * if it takes too long, is killed, or prints more than the limit. It is then unknown whether it did
 * its work.
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
  { timeout, env, input, onWords }: RunCommandOptions,
): Promise<Answer> {
  const running = execa(command, args, {
    ...(input === undefined ? { stdin: 'ignore' } : { input }),
    timeout,
    // A command that is told to end may take its time: psy would wait for it.
    killSignal: 'SIGKILL',
    reject: false,
    maxBuffer: LONGEST_ANSWER,
    stripFinalNewline: true,
    ...(env === undefined ? {} : { env, extendEnv: false }),
  });
  if (onWords && running.stderr) createInterface(running.stderr).on('line', onWords);
  const result = await running;
  const { exitCode, stdout, stderr, timedOut } = result;
  if (isAnswered(result)) return { exitCode, stdout, stderr };
  const { code, originalMessage } = result as Partial<ExecaError & NodeJS.ErrnoException>;
  if (code !== undefined) throw notStarted(command, originalMessage, result);
  throw noAnswer(command, timedOut ? `within ${timeout / 1000} s` : 'completely', stderr);
}

/** The types of the library say that there is an exit code if a command was killed or did not start. */
function isAnswered({ exitCode, timedOut }: ExecaReturnValue): boolean {
  return (exitCode as number | undefined) !== undefined && !timedOut;
}

/**
 * Returns the error for a command whose exit code says that it failed.
 *
 * Its message ends with the output of the command.
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
      hint: 'Try again later. psy first checks whether the command did its work.',
      fields: { command, stderr },
    },
  );
}

function asSentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
