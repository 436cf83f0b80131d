import { userInfo } from 'node:os';
import { readIndexList } from '@psyrun/scheduler-command';
import { sgeCommand } from '../command/sge-commands.ts';
import { tagInName } from '../submit/job-name.ts';

/** Jobs or tasks of an array that have not ended. */
export interface LiveTasks {
  readonly job: string;
  /** The numbers of the tasks; undefined for a job that is no array. */
  readonly tasks: readonly number[] | undefined;
  /** The letters of the state: `qw`, `r`, `Eqw`. */
  readonly letters: string;
  readonly tag: string | undefined;
}

/** Resolves to the user's jobs that have not ended, in one query. */
export async function qstat(): Promise<readonly LiveTasks[]> {
  return readQstat(await sgeCommand('qstat', ['-xml', '-u', userInfo().username]));
}

const ITEM = /<job_list state="\w+">([^]*?)<\/job_list>/g;

/**
 * Reads the answer of `qstat -xml`. Throws nothing: what is no job is not read.
 *
 * @example
 * ```ts
 * const job = '<JB_job_number>7</JB_job_number><state>qw</state><tasks>3-5:1</tasks>';
 * readQstat(`<job_list state="pending">${job}</job_list>`)[0]?.tasks; // => [3, 4, 5]
 * ```
 */
export function readQstat(answer: string): readonly LiveTasks[] {
  return [...answer.matchAll(ITEM)].flatMap(([, item]) => {
    const job = valueOf(item!, 'JB_job_number');
    const letters = valueOf(item!, 'state');
    if (job === undefined || letters === undefined) return [];
    const tasks = valueOf(item!, 'tasks');
    return {
      job,
      tasks: tasks === undefined ? undefined : readIndexList(tasks),
      letters,
      tag: tagInName(valueOf(item!, 'JB_name') ?? ''),
    };
  });
}

/** The elements of a job have neither attributes nor children. */
function valueOf(item: string, element: string): string | undefined {
  return new RegExp(`<${element}>([^<]*)</${element}>`).exec(item)?.[1];
}
