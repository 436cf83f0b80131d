import { execFile, type ExecFileException, type ExecFileOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
import { PsyrunError } from '@psyrun/core';

/** Longest answer in characters. A longer one is a mistake: a thousand jobs take 50 kB. */
const LONGEST_ANSWER = 100_000_000;

/** Options of {@link runCommand}. */
export interface RunCommandOptions {
  /** Time limit of the command in milliseconds. */
  readonly timeout: number;
  /** The whole environment of the command. Default: the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
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
  { timeout, env = process.env, onWords }: RunCommandOptions,
): Promise<Answer> {
  // A command that is told to end may take its time: psy would wait for it.
  const options = { timeout, killSignal: 'SIGKILL', maxBuffer: LONGEST_ANSWER, env } as const;
  const { error, stdout, stderr } = await answered(command, args, options, onWords);
  if (error === null) return { exitCode: 0, stdout, stderr };
  const { code, killed, signal } = error;
  if (typeof code === 'number') return { exitCode: code, stdout, stderr };
  const isCut = code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
  if (typeof code === 'string' && !isCut) throw notStarted(command, error.message, error);
  const isLate = killed === true && signal === 'SIGKILL' && !isCut;
  throw noAnswer(command, isLate ? `within ${timeout / 1000} s` : 'completely', stderr);
}

type Ended = Omit<Answer, 'exitCode'> & { readonly error: ExecFileException | null };

/** Resolves when the command has ended, to its output without the line feed at the end. */
function answered(
  command: string,
  args: readonly string[],
  options: ExecFileOptions,
  onWords: RunCommandOptions['onWords'],
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ error, stdout: withoutEnd(String(stdout)), stderr: withoutEnd(String(stderr)) }),
    );
    child.stdin?.end();
    if (onWords && child.stderr) createInterface(child.stderr).on('line', onWords);
  });
}

function withoutEnd(output: string): string {
  return output.replace(/\r?\n$/, '');
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

function notStarted(command: string, why: string, cause: unknown): PsyrunError {
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
