import { PsyrunError, type JobId, type Submission } from '@psyrun/core';
import {
  commandOptions,
  count,
  jobScript,
  secondsOf,
  shellWords,
  submissionArgs,
  taskRange,
  unusableArgument,
  writeIndexList,
  type ArrayToSubmit,
} from '@psyrun/scheduler-command';
import type { PbsDialect } from '../dialect/dialects.ts';
import { INDICES, TAG } from '../dialect/read-jobs.ts';
import { memory as size, PBS_OPTIONS, SIZE_ARGS } from './pbs-options.ts';

/** The longest name of a job in all versions. */
const LONGEST_NAME = 15;

/** Returns the arguments of a submission, parted. Throws `PSYRUN_SCHEDULER_ARGUMENT`. */
export function pbsArgs({ args, name }: Submission) {
  return submissionArgs(PBS_OPTIONS, args, name, 'qsub', SIZE_ARGS);
}

/**
 * Returns the arguments of `qsub`, which reads the script from its standard input.
 *
 * @param before The ids of the jobs that it waits for.
 */
export function qsubArgs(
  dialect: PbsDialect,
  submission: Submission,
  before: readonly string[],
  array?: ArrayToSubmit,
): string[] {
  const { name, tag, evenIfFailed } = submission;
  const { options, own, extra } = pbsArgs(submission);
  return [
    // Words of the user in the script are no options.
    ...['-C', ''],
    ...['-S', '/bin/sh'],
    '-V',
    ...['-v', variables(tag, array)],
    ...['-N', nameOf(name)],
    // The script opens the log: in these options, paths have characters with a meaning.
    ...['-j', 'oe', '-o', '/dev/null'],
    ...commandOptions(PBS_OPTIONS, options, name),
    ...sizeOptions(dialect, own, name),
    ...(isArray(array) ? [dialect.arrayFlag, rangeOf(dialect, array)] : []),
    ...(before.length === 0
      ? []
      : ['-W', `depend=${[evenIfFailed ? 'afterany' : 'afterok', ...before].join(':')}`]),
    ...extra,
  ];
}

/**
 * Returns the script of a submission.
 *
 * @param failed A job before it that has failed already: then it fails without starting.
 */
export function qsubScript(
  dialect: PbsDialect,
  submission: Submission,
  array?: ArrayToSubmit,
  failed?: JobId,
): string {
  const { argv, log } = submission;
  const limit = secondsOf(pbsArgs(submission).options['timelimit']);
  const needs = `This job needs the success of job ${failed}, which failed.`;
  return jobScript({
    argv,
    log,
    folder: process.cwd(),
    ...(limit !== undefined && { limit }),
    ...(array !== undefined && { index: indexOf(dialect, array) }),
    ...(failed !== undefined && { before: [`echo ${shellWords([needs])}`, 'exit 1'] }),
  });
}

/** PBS refuses an array of one job: that is submitted as a single one. */
export function isArray(array: ArrayToSubmit | undefined): array is ArrayToSubmit {
  return array !== undefined && array.indices.length > 1;
}

/** Reads the id in the answer of `qsub`: `12.server`, or `12[].server` for an array. */
export function readQsubAnswer(answer: string): string {
  const lines = answer.split('\n').map((line) => /^(\d+(?:\[\])?(?:\.[\w.-]+)?)\s*$/.exec(line));
  const id = lines.findLast((line) => line !== null)?.[1];
  if (id !== undefined) return id;
  throw new PsyrunError(
    'PSYRUN_SCHEDULER_NO_ANSWER',
    `qsub did not say the id of the job: ${answer.trim() || 'no output'}.`,
    { hint: 'Check with qstat whether the job exists.', fields: { answer } },
  );
}

function rangeOf(dialect: PbsDialect, { indices, throttle }: ArrayToSubmit): string {
  const { from, to } = taskRange(indices, dialect.indexVariable, 0);
  return `${from}-${to}${throttle === undefined ? '' : `%${throttle}`}`;
}

function indexOf(dialect: PbsDialect, array: ArrayToSubmit): string {
  if (array.indices.length === 1) return String(array.indices[0]);
  return taskRange(array.indices, dialect.indexVariable, 0).index;
}

/** Commas end a variable. */
function variables(tag: string, array: ArrayToSubmit | undefined): string {
  const list = array === undefined ? '' : writeIndexList(array.indices).replaceAll(',', '.');
  return [`${TAG}=${tag}`, ...(list === '' ? [] : [`${INDICES}=${list}`])].join();
}

function nameOf(name: string): string {
  const written = name.replace(/[^\w.-]/g, '.').replace(/^(?=[^A-Za-z])/, 'j');
  return written.slice(0, LONGEST_NAME);
}

function sizeOptions(dialect: PbsDialect, own: Submission['args'], job: string): string[] {
  const write = (key: string, value: typeof count): string | undefined => {
    if (own[key] === undefined) return undefined;
    const written = value.write(own[key]);
    if (typeof written === 'string') return written;
    throw unusableArgument(key, own[key], value.expected, job);
  };
  const nNodes = write('nNodes', count);
  const nCpus = write('nCpus', count);
  const memory = write('memory', size);
  return Object.keys(own).length === 0 ? [] : dialect.size({ nNodes, nCpus, memory });
}
