import {
  PsyrunError,
  type JobId,
  type JobStatus,
  type Scheduler,
  type SchedulerArgs,
  type SchedulerCapabilities,
  type Submission,
} from '@psyrun/core';
import { commandFailed, commandOptions, runCommand, shellWords } from '@psyrun/scheduler-command';
import { readSqjobs } from './sqjobs.ts';
import { readTimes } from './submission-times.ts';
import { SQSUB_OPTIONS } from './sqsub-options.ts';

/** Time limit of a command in milliseconds. */
const TIMEOUT = 60_000;

/**
 * Submits jobs to Sharcnet's `sqsub`, and uses `sqjobs` and `sqkill`.
 *
 * sqsub has no arrays. It starts a job after its dependencies have ended, whether they failed or
 * not. It does not report how a job ended, so a job that has left the queue is `unknown`.
 */
export class Sqsub implements Scheduler {
  readonly name = 'sqsub';
  readonly capabilities: SchedulerCapabilities = {
    arrays: false,
    immediate: false,
    outcomes: false,
  };
  readonly defaultArgs: SchedulerArgs = { timelimit: '1h', memory: '1G', nCpus: 1, nNodes: 1 };

  /** Submits one job. Throws `PSYRUN_SCHEDULER_ARGUMENT` before it calls sqsub. */
  async submit(submission: Submission): Promise<JobId> {
    const { dependsOn } = submission;
    const args = sqsubArgs(submission, []); // Throws before sqjobs is called.
    if (dependsOn.length === 0) return readJobId(await run('sqsub', args));
    const queue = await sqjobs();
    // sqsub does not know jobs that have left the queue, so they are not dependencies.
    const before = dependsOn.filter((id) => queue.has(id));
    return readJobId(await run('sqsub', sqsubArgs(submission, before)));
  }

  /** Returns the `sqsub` command of a submission. */
  async preview(submission: Submission): Promise<string> {
    return shellWords(['sqsub', ...sqsubArgs(submission, submission.dependsOn)]);
  }

  async submitArray(_indices: readonly number[], { name }: Submission): Promise<JobId> {
    throw new PsyrunError('PSYRUN_NOT_SUPPORTED', `sqsub has no arrays: ${name} cannot be one.`, {
      hint: 'Submit its jobs one by one.',
      fields: { job: name },
    });
  }

  async kill(ids: readonly JobId[]): Promise<void> {
    const queue = await sqjobs();
    for (const id of ids.filter((other) => queue.has(other))) {
      const answer = await runCommand('sqkill', [id], { timeout: TIMEOUT });
      // The job may have ended in the meantime.
      if (answer.exitCode !== 0 && (await sqjobs()).has(id)) throw commandFailed('sqkill', answer);
    }
  }

  /** Returns the cluster: the variable `CLUSTER` that Sharcnet sets, or `sqsub`. */
  async system(): Promise<string> {
    return process.env['CLUSTER'] ?? 'sqsub';
  }

  async getStatus(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
    const queue = await sqjobs();
    const there = ids.filter((id) => queue.has(id));
    const times = there.length === 0 ? new Map<string, string>() : await submissionTimes(there);
    const system = await this.system();
    return new Map(
      ids.map((id) => {
        const submitted = times.get(id);
        const identity = { system, ...(submitted !== undefined && { submitted }) };
        return [id, { ...(queue.get(id) ?? { id, state: 'unknown' }), identity }];
      }),
    );
  }

  async getJobs(): Promise<readonly JobId[]> {
    return [...(await sqjobs()).keys()];
  }
}

function sqsubArgs({ argv, log, name, args }: Submission, before: readonly JobId[]): string[] {
  const options = commandOptions(SQSUB_OPTIONS, args, name);
  const waiting = before.length === 0 ? [] : ['-w', before.join()];
  return [...options, '-o', log, ...waiting, '-j', name, ...argv];
}

/** Resolves to the user's jobs that have not ended. sqjobs may list others. */
async function sqjobs(): Promise<ReadonlyMap<JobId, JobStatus>> {
  const answer = await runCommand('sqjobs', [], { timeout: TIMEOUT });
  // The exit code is 1 if there is no job.
  if (answer.exitCode > 1) throw commandFailed('sqjobs', answer);
  // Jobs that are not listed count as ended, so an answer without jobs must say that there are none.
  if (answer.exitCode === 0 && !/^\s*\d/m.test(answer.stdout)) throw noJobs(answer.stdout);
  const jobs = [...readSqjobs(answer.stdout)];
  return new Map(jobs.filter(([, { state }]) => state !== 'unknown'));
}

/** Resolves to the times at which jobs were submitted. `sqjobs` prints them in UTC. */
async function submissionTimes(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, string>> {
  const env = { ...process.env, TZ: 'UTC' };
  const answer = await runCommand('sqjobs', ['-l', ...ids], { timeout: TIMEOUT, env });
  if (answer.exitCode > 1) throw commandFailed('sqjobs', answer);
  return readTimes(answer.stdout);
}

function noJobs(stdout: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_SCHEDULER_NO_ANSWER',
    'sqjobs listed no jobs, but did not say with its exit code that there are none.',
    { hint: 'Try again later. No job is taken for ended.', fields: { stdout } },
  );
}

async function run(command: string, args: readonly string[]): Promise<string> {
  const answer = await runCommand(command, args, { timeout: TIMEOUT });
  if (answer.exitCode !== 0) throw commandFailed(command, answer);
  return `${answer.stdout}\n${answer.stderr}`;
}

/**
 * Reads the id in `submitted as jobid 222166`, or in `Job <222166> is submitted to queue <serial>.`
 */
function readJobId(answer: string): JobId {
  const id = /\bjobid\s+(\d+)|\bJob <(\d+)>/.exec(answer);
  const found = id?.[1] ?? id?.[2];
  if (found !== undefined) return found;
  throw new PsyrunError(
    'PSYRUN_SCHEDULER_NO_ANSWER',
    `sqsub did not say the id of the job: ${answer.trim() || 'no output'}.`,
    { hint: 'Check with sqjobs whether the job exists.', fields: { answer } },
  );
}
