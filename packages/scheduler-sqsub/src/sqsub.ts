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
import { SQSUB_OPTIONS } from './sqsub-options.ts';

/** Milliseconds for a command. */
const TIMEOUT = 60_000;

/**
 * SubmissionSink jobs to Sharcnet's `sqsub`, with `sqjobs` and `sqkill`.
 *
 * It has no arrays. It starts a job after any end of those before it, and does not tell how a job
 * ended, so what has left the queue is `unknown`.
 */
export class Sqsub implements Scheduler {
  readonly name = 'sqsub';
  readonly capabilities: SchedulerCapabilities = {
    arrays: false,
    immediate: false,
    outcomes: false,
  };
  readonly defaultArgs: SchedulerArgs = { timelimit: '1h', memory: '1G', nCpus: 1, nNodes: 1 };

  /** Submits one job; throws `PSYRUN_SCHEDULER_ARGUMENT` before sqsub is asked. */
  async submit(submission: Submission): Promise<JobId> {
    const { dependsOn } = submission;
    const args = sqsubArgs(submission, []); // Refused before sqjobs is asked.
    if (dependsOn.length === 0) return readJobId(await run('sqsub', args));
    const queue = await sqjobs();
    // What has left the queue is no obstacle, and sqsub does not know it any more.
    const before = dependsOn.filter((id) => queue.has(id));
    return readJobId(await run('sqsub', sqsubArgs(submission, before)));
  }

  /** The call of `sqsub` that a submission would be. */
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
      // It may have ended by itself since.
      if (answer.exitCode !== 0 && (await sqjobs()).has(id)) throw commandFailed('sqkill', answer);
    }
  }

  async getStatus(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
    const queue = await sqjobs();
    return new Map(ids.map((id) => [id, queue.get(id) ?? { id, state: 'unknown' }]));
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

/** The user's jobs that have not ended; sqjobs may still list others. */
async function sqjobs(): Promise<ReadonlyMap<JobId, JobStatus>> {
  const answer = await runCommand('sqjobs', [], { timeout: TIMEOUT });
  // Its exit code is 1 when there is no job.
  if (answer.exitCode > 1) throw commandFailed('sqjobs', answer);
  const jobs = [...readSqjobs(answer.stdout)];
  return new Map(jobs.filter(([, { state }]) => state !== 'unknown'));
}

async function run(command: string, args: readonly string[]): Promise<string> {
  const answer = await runCommand(command, args, { timeout: TIMEOUT });
  if (answer.exitCode !== 0) throw commandFailed(command, answer);
  return `${answer.stdout}\n${answer.stderr}`;
}

/** The id in `submitted as jobid 222166`, or in `Job <222166> is submitted to queue <serial>.` */
function readJobId(answer: string): JobId {
  const id = /\bjobid\s+(\d+)|\bJob <(\d+)>/.exec(answer);
  const found = id?.[1] ?? id?.[2];
  if (found !== undefined) return found;
  throw new PsyrunError(
    'PSYRUN_SCHEDULER_NO_ANSWER',
    `sqsub did not say the id of the job: ${answer.trim() || 'no output'}.`,
    { hint: 'See with sqjobs whether the job is there.', fields: { answer } },
  );
}
