import { PsyrunError } from '@psyrun/core';
import { commandFailed, runCommand, type Answer } from '@psyrun/scheduler-command';

/** Longer than any answer of a controller that works: its own patience ends after 10 s. */
const TIMEOUT = 60_000;

/** Variables of the user that say where Slurm is; all others of these prefixes alter its answers. */
const KEPT = /^SLURM_(CONF|CLUSTERS|JWT)$/;
const DROPPED = /^(SLURM|SQUEUE|SACCT|SCANCEL)_|^SBATCH_(ARRAY_INX|WAIT|TEST_ONLY|REQUEUE)$/;

/** Words with which Slurm says that it does not know whether it was heard. */
const UNHEARD = /timed out|Zero Bytes were transmitted|[Mm]essage receive failure/;

/** What to do when there is no controller. */
export const DOWN = 'Slurm is down: try again later, nothing is lost.';

/** What to do about an answer, by words in it. */
const HINTS: readonly (readonly [words: RegExp, hint: string])[] = [
  [/Unable to contact slurm controller/, DOWN],
  [/invalid partition/i, 'Set partition in schedulerArgs; sinfo lists those there are.'],
  [/Invalid account/, 'Set account in schedulerArgs; sacctmgr show associations lists yours.'],
  [/Invalid qos/, 'Set qos in schedulerArgs to one that your account may use.'],
  [/SubmitJobsLimit|job submit limit/i, 'Set maxJobs of the task to fewer jobs.'],
  [
    /unable to accept job|submission failed: Resource temporarily unavailable/,
    'Slurm is full: wait until other jobs have ended, or set maxJobs of the task lower.',
  ],
  [/time limit is invalid/, 'Set a shorter timelimit or another partition in schedulerArgs.'],
  [
    /node configuration|[Mm]emory specification|CPU count/,
    'Ask for less: no node of the partition has as much.',
  ],
];

/**
 * Runs a command of Slurm; resolves to its standard output.
 *
 * The environment is freed of what makes Slurm answer otherwise, or hands the numbers of the job
 * that this process is part of on to the jobs that it submits.
 *
 * Throws `PSYRUN_SCHEDULER` if the command fails, and `PSYRUN_SCHEDULER_NO_ANSWER` if Slurm may
 * have heard it all the same.
 */
export async function slurmCommand(command: string, args: readonly string[]): Promise<string> {
  const env = slurmEnvironment(process.env);
  const answer = await runCommand(command, args, { timeout: TIMEOUT, env });
  if (answer.exitCode === 0) return answer.stdout;
  throw slurmFailed(command, answer);
}

/** The environment for commands of Slurm. */
export function slurmEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([key]) => KEPT.test(key) || !DROPPED.test(key));
  // Without it, Slurm cuts lists of array tasks short.
  return { ...Object.fromEntries(kept), SLURM_BITSTR_LEN: '0' };
}

function slurmFailed(command: string, answer: Answer): PsyrunError {
  if (UNHEARD.test(answer.stderr)) {
    return new PsyrunError(
      'PSYRUN_SCHEDULER_NO_ANSWER',
      `${command} had no answer from Slurm: ${answer.stderr.trim()}.`,
      {
        hint: 'Try again later: psy looks for what may have been done before it does it again.',
        fields: { command, stderr: answer.stderr },
      },
    );
  }
  const hint = HINTS.find(([words]) => words.test(answer.stderr))?.[1];
  return commandFailed(command, answer, hint);
}
