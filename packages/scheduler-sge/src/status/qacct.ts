import { userInfo } from 'node:os';
import { isPsyrunError } from '@psyrun/core';
import { sgeQuery } from '../command/sge-commands.ts';
import { tagInName } from '../submit/job-name.ts';
import type { ReadState } from './job-states.ts';

/** A job or task that has ended, in the accounting. */
export interface AccountedTask extends ReadState {
  readonly job: string;
  /** The number of the task; undefined for a job that is no array. */
  readonly task: number | undefined;
  readonly submitted: string | undefined;
  readonly tag: string | undefined;
}

/** Up to this number of jobs, each is asked for. For more, all jobs of the user are read once. */
const FEW = 4;
/** The code of a job that Grid Engine ended at a limit of time or memory. */
const LIMIT = '37';
const NOT_THERE = /not found|No such file or directory|no jobs running/;

/**
 * Resolves to what the accounting knows about jobs. It is empty for jobs that were deleted before they
 * started, on a machine that cannot read the accounting, and for some seconds after the end.
 */
export async function qacct(numbers: readonly string[]): Promise<readonly AccountedTask[]> {
  const queries =
    numbers.length <= FEW ? numbers.map((number) => ['-j', number]) : [['-o', user(), '-j']];
  const tasks: AccountedTask[] = [];
  for (const args of queries) tasks.push(...readQacct(await accounting(args)));
  const wanted = new Set(numbers);
  return tasks.filter(({ job }) => wanted.has(job));
}

/** Resolves to the jobs whose name ends with the tag. */
export async function qacctOfTag(tag: string): Promise<readonly AccountedTask[]> {
  return readQacct(await accounting(['-j', `*~${tag}`])).filter((task) => task.tag === tag);
}

async function accounting(args: readonly string[]): Promise<string> {
  try {
    return (await sgeQuery('qacct', args, NOT_THERE)) ?? '';
  } catch (error) {
    // Without an accounting, the end of a job is unknown.
    if (isPsyrunError(error)) return '';
    throw error;
  }
}

function user(): string {
  return userInfo().username;
}

/**
 * Reads the answer of `qacct -j`. If a number was used twice, only the last job counts; if a task ran
 * twice, its last run.
 *
 * @example
 * ```ts
 * readQacct('====\njobnumber 7\ntaskid undefined\nfailed 0\nexit_status 3')[0]?.reason; // => 'exit status 3'
 * ```
 */
export function readQacct(answer: string): readonly AccountedTask[] {
  const last = new Map<string, AccountedTask>();
  const submitted = new Map<string, string>();
  for (const part of answer.split(/^=+$/m)) {
    const read = (key: string): string | undefined =>
      new RegExp(`^${key}\\s+(.*?)\\s*$`, 'm').exec(part)?.[1];
    const job = read('jobnumber');
    if (job === undefined) continue;
    const time = read('qsub_time');
    if (submitted.get(job) !== time) {
      for (const [key, task] of last) if (task.job === job) last.delete(key);
      submitted.set(job, time ?? '');
    }
    const id = read('taskid');
    const task = id === undefined || id === 'undefined' ? undefined : Number(id);
    const tag = tagInName(read('jobname') ?? '');
    const end = readEnd(read('failed') ?? '', read('exit_status') ?? '');
    last.set(`${job}.${task}`, { job, task, submitted: time, tag, ...end });
  }
  return [...last.values()];
}

/**
 * Returns the state of an ended job.
 *
 * @param failed The code with which Grid Engine says what went wrong, and its words.
 * @param exitStatus The exit status, and the name of a signal.
 *
 * @example
 * ```ts
 * readEnd('0', '0').state; // => 'done'
 * readEnd('37  : qmaster enforced h_rt, h_cpu, or h_vmem limit', '137 (Killed)').reason; // => 'LIMIT'
 * ```
 */
export function readEnd(failed: string, exitStatus: string): ReadState {
  const [, code, words] = /^(\d+)\s*(?::\s*(.*?)\s*)?$/.exec(failed) ?? [];
  const status = /^\d+/.exec(exitStatus)?.[0];
  if (code === '0' && status === '0') return { state: 'done' };
  return { state: 'failed', reason: reasonOf(code, words, status, exitStatus) };
}

function reasonOf(
  code: string | undefined,
  words: string | undefined,
  status: string | undefined,
  exitStatus: string,
): string {
  const signal = /\((.+)\)/.exec(exitStatus)?.[1];
  if (code === LIMIT) return 'LIMIT';
  // A job that was deleted, or killed by a signal, has failed "assumedly after job".
  if (signal !== undefined) return `signal: ${signal}`;
  if (code !== '0' && words !== undefined) return words;
  return status === undefined ? 'no exit status' : `exit status ${status}`;
}
