import { commandOutput, runCommand, type SystemMessages } from '@psyrun/scheduler-command';

/** Longer than any answer of a working controller takes: Slurm's own time limit is 10 s. */
const TIMEOUT = 60_000;
/** A full queue keeps `sbatch` trying for two minutes before it gives up. */
const SUBMIT_TIMEOUT = 300_000;
/** Milliseconds after which words are passed on; those of a command that fails are in its error. */
const PATIENCE = 1000;

/**
 * The user's variables that say where Slurm is. All others with these prefixes change its answers.
 */
const KEPT = /^SLURM_(CONF|CLUSTERS|JWT)$/;
const DROPPED = /^(SLURM|SQUEUE|SACCT|SCANCEL)_|^SBATCH_(ARRAY_INX|WAIT|TEST_ONLY|REQUEUE)$/;

/** The hint if there is no controller. */
export const DOWN = 'Slurm is down. Try again later; nothing is lost.';

const MESSAGES: SystemMessages = {
  name: 'Slurm',
  unheard: /timed out|Zero Bytes were transmitted|[Mm]essage receive failure/,
  hints: [
    [/Unable to contact slurm controller/, DOWN],
    [/invalid partition/i, 'Set partition in schedulerArgs; sinfo lists the partitions.'],
    [/Invalid account/, 'Set account in schedulerArgs; sacctmgr show associations lists yours.'],
    [/Invalid qos/, 'Set qos in schedulerArgs to one that your account may use.'],
    [/Submit\w*Limit|job submit limit/i, 'Set maxJobs of the task to fewer jobs.'],
    [
      /unable to accept job|submission failed: Resource temporarily unavailable/,
      'Slurm is full. Wait until other jobs have ended, or reduce maxJobs of the task.',
    ],
    [/time limit is invalid/, 'Set a shorter timelimit or another partition in schedulerArgs.'],
    [
      /node configuration|[Mm]emory specification|CPU count/,
      'Request less. No node of the partition has that much.',
    ],
  ],
};

/**
 * Runs a command of Slurm and resolves to its standard output.
 *
 * The environment is cleared of variables that change Slurm's answers, and of the variables of the
 * job that this process may belong to.
 *
 * Throws `PSYRUN_SCHEDULER` if the command fails, and `PSYRUN_SCHEDULER_NO_ANSWER` if Slurm may
 * have received the request.
 */
export async function slurmCommand(
  command: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): Promise<string> {
  const env = { ...slurmEnvironment(process.env), ...more };
  const answer = await runCommand(command, args, { timeout: TIMEOUT, env });
  return commandOutput(command, answer, MESSAGES);
}

/** Runs `sbatch`. The words of Slurm are passed on while it waits for a place in the queue. */
export async function sbatch(
  args: readonly string[],
  onWords: (words: string) => void = () => undefined,
): Promise<string> {
  const env = slurmEnvironment(process.env);
  const told: NodeJS.Timeout[] = [];
  const later = (words: string): void => void told.push(setTimeout(onWords, PATIENCE, words));
  try {
    const limits = { timeout: SUBMIT_TIMEOUT, env, onWords: later };
    return commandOutput('sbatch', await runCommand('sbatch', args, limits), MESSAGES);
  } finally {
    told.forEach((timer) => clearTimeout(timer));
  }
}

/** Runs a command of Slurm that only asks. It prints times in UTC. */
export function slurmQuery(command: string, args: readonly string[]): Promise<string> {
  return slurmCommand(command, args, { TZ: 'UTC' });
}

/** Returns the environment for commands of Slurm. */
export function slurmEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([key]) => KEPT.test(key) || !DROPPED.test(key));
  // Without this variable, Slurm truncates lists of array tasks.
  return { ...Object.fromEntries(kept), SLURM_BITSTR_LEN: '0' };
}
