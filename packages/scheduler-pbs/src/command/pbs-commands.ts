import {
  commandOutput,
  runCommand,
  type Answer,
  type SystemMessages,
} from '@psyrun/scheduler-command';

const TIMEOUT = 60_000;
/** The variables of a job of PBS, which must not leak into the jobs that it submits. */
const OF_A_JOB = /^(PBS_(?!SERVER$|CONF|EXEC|DEFAULT$)|NCPUS$|PSYRUN_(TAG|INDICES)$)/;

const MESSAGES: SystemMessages = {
  name: 'PBS',
  unheard: /[Ee]nd of File|[Tt]imed? ?out|[Pp]rotocol|Premature/,
  hints: [
    [
      /cannot connect to server|[Cc]onnection refused|No default server|Communication failure/,
      'PBS is down. Try again later; nothing is lost.',
    ],
    [/Unknown queue/, 'Set queue in schedulerArgs; qstat -Q lists the queues.'],
    [/Unknown resource/, 'Correct resources or select in schedulerArgs.'],
    [/exceeds? (queue|server)|resource limits/i, 'Request less, or use another queue.'],
    [
      /[Ii]nvalid account|[Uu]nauthorized/,
      'Set account or project in schedulerArgs to one of yours.',
    ],
    [/[Mm]aximum number of jobs|would exceed/, 'Set maxJobs of the task to fewer jobs.'],
  ],
};

/** The messages about jobs that PBS does not have, or that have ended. */
export const NOT_THERE =
  /Unknown Job|Job has finished|Request invalid for (state|finished) of job|invalid state/i;

/** Runs a command of PBS. Resolves to its standard output. Throws like `commandOutput`. */
export async function pbsCommand(
  command: string,
  args: readonly string[],
  input?: string,
): Promise<string> {
  return commandOutput(command, await answerOf(command, args, input), MESSAGES);
}

/** Runs a command about several jobs. That some of them are not there is no failure. */
export async function pbsQuery(command: string, args: readonly string[]): Promise<string> {
  const answer = await answerOf(command, args);
  const lines = answer.stderr.split('\n').filter((line) => line.trim() !== '');
  const isFine = lines.length > 0 && lines.every((line) => NOT_THERE.test(line));
  return isFine ? answer.stdout : commandOutput(command, answer, MESSAGES);
}

/** Resolves to both outputs of a command: some versions print theirs to standard error. */
export async function pbsVersion(): Promise<string> {
  const { stdout, stderr } = await answerOf('qstat', ['--version']);
  return `${stdout}\n${stderr}`;
}

function answerOf(command: string, args: readonly string[], input?: string): Promise<Answer> {
  const env = pbsEnvironment(process.env);
  return runCommand(command, args, {
    timeout: TIMEOUT,
    env,
    ...(input !== undefined && { input }),
  });
}

/**
 * Returns the environment for the commands, which `qsub -V` also gives to the jobs. Times are in UTC.
 * Values with line breaks or quotes make the JSON of old versions unreadable.
 */
export function pbsEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([key, value]) => !OF_A_JOB.test(key) && !/[\n\r"\\]/.test(value ?? ''),
  );
  return { ...Object.fromEntries(kept), TZ: 'UTC' };
}
