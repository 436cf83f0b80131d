import type { Submission } from '@psyrun/core';
import {
  commandOptions,
  count,
  jobScript,
  secondsOf,
  submissionArgs,
  taskRange,
  text,
  unusableArgument,
  type ArrayToSubmit,
} from '@psyrun/scheduler-command';
import { unreadable } from '../command/sge-commands.ts';
import { nameWithTag } from './job-name.ts';
import { SGE_OPTIONS, SLOT_ARGS } from './sge-options.ts';
import { checkLines, markLines, marksFolder, type NeededJobs } from './success-marks.ts';

/** Seconds before the time limit at which a job is asked to stop. */
const WARNING = 60;
/** Seconds. A job with a shorter limit gets no warning, since it would come too early. */
const SHORTEST_WARNED = 600;
const FIRST_TASK = 1;

/** Returns the arguments of a submission, parted. Throws `PSYRUN_SCHEDULER_ARGUMENT`. */
export function sgeArgs({ args, name }: Submission) {
  return submissionArgs(SGE_OPTIONS, args, name, 'qsub', SLOT_ARGS);
}

/**
 * Returns the arguments of `qsub`, which reads the script from its standard input.
 *
 * @param before The numbers of the jobs that it waits for.
 */
export function qsubArgs(
  submission: Submission,
  before: readonly string[],
  array?: ArrayToSubmit,
): string[] {
  const { name, tag } = submission;
  const { options, own, extra } = sgeArgs(submission);
  return [
    '-terse',
    // Words of the user in the script are no options, wherever they stand.
    ...['-C', ''],
    ...['-S', '/bin/sh'],
    '-V',
    ...['-N', nameWithTag(name, tag)],
    // The script opens the log: in these options, paths have characters with a meaning.
    ...['-j', 'y', '-o', '/dev/null', '-wd', '/'],
    ...warning(options['timelimit']),
    ...commandOptions(SGE_OPTIONS, options, name),
    ...slots(own, name),
    ...(array === undefined ? [] : tasks(array)),
    ...(before.length === 0 ? [] : ['-hold_jid', before.join()]),
    ...extra,
  ];
}

/**
 * Returns the script of a submission.
 *
 * @param needed The jobs before it that must have succeeded.
 */
export function qsubScript(
  submission: Submission,
  needed: readonly NeededJobs[],
  array?: ArrayToSubmit,
): string {
  const { argv, log, tag } = submission;
  const limit = secondsOf(sgeArgs(submission).options['timelimit']);
  return jobScript({
    argv,
    log,
    folder: process.cwd(),
    ...(limit !== undefined && { limit }),
    ...(array !== undefined && {
      index: taskRange(array.indices, 'SGE_TASK_ID', FIRST_TASK).index,
    }),
    before: [
      ...markLines(marksFolder(log, tag)),
      ...checkLines(needed),
      '# The signals are for the command. The shell outlives it.',
      'trap : USR1 USR2 XCPU TERM',
    ],
    after: [
      '# 99 and 100 would start the job again, or put it into the error state.',
      'case $code in 99 | 100) code=1 ;; esac',
      'if [ "$code" = 0 ]; then mark ok; else mark failed; fi',
    ],
  });
}

/** Reads the number in the answer of `qsub -terse`: `12`, or `12.1-5:1` for an array. */
export function readQsubAnswer(answer: string): string {
  const lines = answer.split('\n').map((line) => /^(\d+)(?:\.\d+-\d+:\d+)?\s*$/.exec(line));
  const number = lines.findLast((line) => line !== null)?.[1];
  if (number !== undefined) return number;
  throw unreadable('qsub', answer, 'Check with qstat whether the job exists.');
}

function tasks({ indices, throttle }: ArrayToSubmit): string[] {
  const { from, to } = taskRange(indices, 'SGE_TASK_ID', FIRST_TASK);
  const range = ['-t', `${from}-${to}`];
  return throttle === undefined ? range : [...range, '-tc', String(throttle)];
}

/** Asks for a signal to the job, early enough to save its results. */
function warning(timelimit: unknown): string[] {
  const seconds = secondsOf(timelimit) ?? 0;
  if (seconds < SHORTEST_WARNED || seconds === Infinity) return [];
  return ['-l', `s_rt=${seconds - WARNING}`];
}

/** Several CPUs are slots of a parallel environment, which each site names itself. */
function slots({ nCpus, parallelEnvironment }: Submission['args'], job: string): string[] {
  if (nCpus !== undefined && count.write(nCpus) === undefined) {
    throw unusableArgument('nCpus', nCpus, count.expected, job);
  }
  const several = nCpus !== undefined && Number(nCpus) > 1;
  if (!several && parallelEnvironment === undefined) return [];
  const environment = text.write(parallelEnvironment);
  if (typeof environment !== 'string') {
    const expected =
      'the name of one with slots on one host, as nCpus is given: qconf -spl lists them';
    throw unusableArgument('parallelEnvironment', parallelEnvironment, expected, job);
  }
  return ['-pe', environment, String(nCpus === undefined ? 1 : Number(nCpus))];
}
