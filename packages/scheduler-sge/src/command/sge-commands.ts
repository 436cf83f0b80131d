import { PsyrunError } from '@psyrun/core';
import { commandOutput, runCommand, type SystemMessages } from '@psyrun/scheduler-command';

const TIMEOUT = 60_000;
/** The variables of a job of Grid Engine, which must not leak into the jobs that it submits. */
const OF_A_JOB =
  /^(SGE_(TASK_|STDOUT|STDERR|STDIN|CKPT|CWD|O_|JOB)|JOB_(ID|NAME|SCRIPT)$|TASK_ID$|RESTARTED$|PE(_|$)|NSLOTS$|NQUEUES$|NHOSTS$|QUEUE$|REQ|ENVIRONMENT$)/;

/** The hint if there is no master. */
const DOWN = 'Grid Engine is down. Try again later; nothing is lost.';

const MESSAGES: SystemMessages = {
  name: 'Grid Engine',
  unheard: /got (read|write) error|[Tt]imed? ?out|lost connection/,
  hints: [
    [/unable to (contact|send message to) qmaster|commlib error|can't resolve/, DOWN],
    [/cell directory|SGE_ROOT/, 'Run psy in a shell in which qsub works: SGE_ROOT must be set.'],
    [/unknown resource/, 'Correct resources in schedulerArgs; qconf -sc lists the resources.'],
    [/unknown queue|no such queue/i, 'Set queue in schedulerArgs; qconf -sql lists the queues.'],
    [/project .* does not exist/, 'Set project in schedulerArgs; qconf -sprjl lists the projects.'],
    [
      /parallel environment|\bPE\b/,
      'Set parallelEnvironment in schedulerArgs; qconf -spl lists them.',
    ],
    [/max_(u_)?jobs|too many jobs|job limit/, 'Set maxJobs of the task to fewer jobs.'],
    [/no suitable queues/, 'Request less in schedulerArgs, or use another queue.'],
  ],
};

/**
 * Runs a command of Grid Engine. Resolves to its standard output.
 *
 * Throws `PSYRUN_SCHEDULER` if the command fails, and `PSYRUN_SCHEDULER_NO_ANSWER` if Grid Engine may
 * have received the request.
 */
export async function sgeCommand(
  command: string,
  args: readonly string[],
  input?: string,
): Promise<string> {
  const answer = await runCommand(command, args, {
    timeout: TIMEOUT,
    env: sgeEnvironment(process.env),
    ...(input !== undefined && { input }),
  });
  return commandOutput(command, answer, MESSAGES);
}

/** Runs a command that only asks. Resolves to undefined if its message is one of the given ones. */
export async function sgeQuery(
  command: string,
  args: readonly string[],
  nothing: RegExp,
): Promise<string | undefined> {
  const env = { ...sgeEnvironment(process.env), TZ: 'UTC' };
  const answer = await runCommand(command, args, { timeout: TIMEOUT, env });
  if (answer.exitCode !== 0 && nothing.test(answer.stderr)) return undefined;
  return commandOutput(command, answer, MESSAGES);
}

/**
 * Returns the environment for the commands, which `qsub -V` also gives to the jobs. Grid Engine mixes up
 * variables with several lines, such as the functions of Bash.
 */
export function sgeEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([key, value]) => !OF_A_JOB.test(key) && !/[\n\r]/.test(value ?? ''),
  );
  return Object.fromEntries(kept);
}

/** Returns the error for an answer that does not say what it should. */
export function unreadable(command: string, answer: string, hint: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_SCHEDULER_NO_ANSWER',
    `${command} did not say the number of the job: ${answer.trim() || 'no output'}.`,
    { hint, fields: { answer } },
  );
}
