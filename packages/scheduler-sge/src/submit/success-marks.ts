import { dirname, join } from 'node:path';
import type { JobId } from '@psyrun/core';
import { shellWords } from '@psyrun/scheduler-command';

/**
 * Grid Engine starts a job when the jobs before it have ended, however they ended. So each job says in
 * a file how it ended, and a job that needs the success of others looks for their files before it
 * begins. The files of a submission have a folder beside its log.
 */
const FOLDER = 'sge-ends';

/** Seconds for which a job waits for files that a file server may show late. */
const PATIENCE = 60;

/** The jobs of a submission, as the jobs after it see them. */
export interface Marks {
  readonly folder: string;
  /** Number of jobs in the submission. */
  readonly count: number;
}

/** A submission that must have succeeded before another one begins. */
export interface NeededJobs extends Marks {
  readonly id: JobId;
  /** True if it is known to have failed, so that its marks need no look. */
  readonly hasFailed: boolean;
}

/** Returns the folder with the marks of a submission. */
export function marksFolder(log: string, tag: string): string {
  return join(dirname(log), FOLDER, tag);
}

/**
 * Returns lines of shell that end a job unless all jobs before it have succeeded. A mark of failure
 * ends it at once. Marks that are missing end it after a minute: then a job was killed, or never ran.
 */
export function checkLines(before: readonly NeededJobs[]): string[] {
  if (before.length === 0) return [];
  return [
    'succeeded() {',
    `  for second in $(seq ${PATIENCE}); do`,
    '    [ "$(ls "$2" 2>/dev/null | grep -c "ok$")" -lt "$3" ] || return 0',
    '    ls "$2" 2>/dev/null | grep -q "failed$" && break',
    '    sleep 1',
    '  done',
    '  return 1',
    '}',
    'needs() {',
    '  echo "This job needs the success of job $1, which failed or left no sign of its success."',
    '  mark failed',
    '  exit 1',
    '}',
    ...before.map(({ id, folder, count, hasFailed }) => {
      const needs = `needs ${shellWords([id])}`;
      return hasFailed ? needs : `succeeded ${shellWords([id, folder, String(count)])} || ${needs}`;
    }),
  ];
}

/** Returns lines of shell with the function that makes a mark: `mark ok`, `mark failed`. */
export function markLines(folder: string): string[] {
  const where = shellWords([folder]);
  return [`mark() { mkdir -p ${where} && : >${where}/"$SGE_TASK_ID.$1"; }`];
}
