import { PsyrunError, type Submission } from '@psyrun/core';
import {
  commandOptions,
  secondsOf,
  smallerThrottle,
  submissionArgs,
  unusableArgument,
  writeIndexList,
} from '@psyrun/scheduler-command';
import { batchScript } from './batch-script.ts';
import { slurmIdsOf } from '../command/job-ids.ts';
import { logPattern } from './log-pattern.ts';
import { SLURM_OPTIONS } from './slurm-options.ts';
import { taggedComment } from './job-tags.ts';

/** The part of an array that one call of `sbatch` submits. */
export interface PartToSubmit {
  readonly offset: number;
  readonly tasks: readonly number[];
  /** The offsets of all parts are multiples of this number. */
  readonly size: number;
  /** Largest number of tasks that run at the same time. */
  readonly throttle: number | undefined;
  /** The part before this one: the parts of a throttled array run sequentially. */
  readonly after?: string | undefined;
}

/** Seconds before the time limit at which a job is asked to stop. */
const WARNING = 60;
/** Seconds. A job with a shorter limit gets no warning, since it would come too early. */
const SHORTEST_WARNED = 600;

/**
 * Returns the arguments of `sbatch` that submit a job, or a part of an array.
 *
 * Throws `PSYRUN_SCHEDULER_ARGUMENT` for an invalid argument.
 *
 * @param before The ids in Slurm of the jobs that it depends on.
 */
export function sbatchArgs(
  submission: Submission,
  part?: PartToSubmit,
  before: readonly string[] = slurmIdsOf(submission.dependsOn),
): string[] {
  const { argv, log, name, args, tag } = submission;
  const { extra, options, own } = slurmArgs(args, name);
  const comment = commentIn(own, name);
  const turn = part?.throttle === undefined ? undefined : part.after;
  const fixed = [
    ...['-o', logPattern(log, part)],
    // A requeued job, or the same job of a later run, appends to its log.
    '--open-mode=append',
    ...['-J', name],
    `--comment=${taggedComment(comment, tag, part?.offset ?? 0)}`,
    ...(part === undefined ? [] : [`--array=${arrayOf(part)}`]),
    ...dependency(before, submission.evenIfFailed, turn),
  ];
  return [
    '--parsable',
    ...warning(options.timelimit),
    ...commandOptions(SLURM_OPTIONS, options, name),
    ...fixed,
    ...extra,
    batchScript(part !== undefined),
    ...(part === undefined ? [] : [String(part.offset)]),
    ...argv,
  ];
}

/** Returns the throttle of an array. */
export function throttleOf(submission: Submission & { readonly throttle?: number }) {
  return smallerThrottle(submission.throttle, slurmArgs(submission.args, submission.name).throttle);
}

function slurmArgs(args: Submission['args'], job: string) {
  return submissionArgs(SLURM_OPTIONS, args, job, 'sbatch', ['comment']);
}

function commentIn({ comment }: Submission['args'], job: string): string | undefined {
  if (comment === undefined || (typeof comment === 'string' && !/\p{Cc}/u.test(comment))) {
    return comment;
  }
  throw unusableArgument('comment', comment, 'a string of one line', job);
}

function arrayOf({ tasks, throttle }: PartToSubmit): string {
  return `${writeIndexList(tasks)}${throttle === undefined ? '' : `%${throttle}`}`;
}

/** Asks for a signal to the job itself, early enough to save its results. */
function warning(timelimit: unknown): string[] {
  const short = timelimit !== undefined && (secondsOf(timelimit) ?? 0) < SHORTEST_WARNED;
  return short ? [] : [`--signal=B:USR1@${WARNING}`];
}

function dependency(before: readonly string[], evenIfFailed: boolean, turn?: string): string[] {
  const conditions = [
    ...condition(evenIfFailed ? 'afterany' : 'afterok', before),
    ...condition('afterany', turn === undefined ? [] : [turn]),
  ];
  // Without the second option, jobs that depend on a failed job wait for ever.
  return conditions.length === 0 ? [] : ['-d', conditions.join(), '--kill-on-invalid-dep=yes'];
}

function condition(kind: string, jobs: readonly string[]): string[] {
  return jobs.length === 0 ? [] : [[kind, ...jobs].join(':')];
}

/**
 * Reads the job number and cluster in the answer of `sbatch --parsable`, `12` or `12;graham`. It
 * reads the last such line, since sites print greetings before it.
 */
export function readSbatchAnswer(answer: string): { job: string; cluster?: string } {
  const lines = answer.split('\n').map((line) => /^(\d+)(?:;(\S+))?\s*$/.exec(line));
  const [, job, cluster] = lines.findLast((line) => line !== null) ?? [];
  if (job === undefined) {
    throw new PsyrunError(
      'PSYRUN_SCHEDULER_NO_ANSWER',
      `sbatch did not say the number of the job: ${answer.trim() || 'no output'}.`,
      { hint: 'Check with squeue whether the job exists.', fields: { answer } },
    );
  }
  return cluster === undefined ? { job } : { job, cluster };
}
