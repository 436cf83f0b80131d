import { PsyrunError, type JobId } from '@psyrun/core';
import { readIndexList, writeIndexList } from './index-list.ts';

/**
 * The content of a job id of a scheduler whose arrays are one range of numbers.
 *
 * An array with gaps, such as 0, 1, 5, has the tasks of a range without gaps. Its id lists the indices.
 */
export interface ArrayId {
  /** The id in the system. */
  readonly job: string;
  /** The indices of an array with gaps, ascending. */
  readonly indices: readonly number[] | undefined;
  /** The index of one job of an array. */
  readonly index: number | undefined;
}

const ID = /^([^\s:,]+?)(?::([\d,-]+))?(?:_(\d+))?$/;

/**
 * Returns the id of an array.
 *
 * @example
 * ```ts
 * formatArrayId('12', [0, 1, 2]); // => '12'
 * formatArrayId('12', [0, 1, 5]); // => '12:0-1,5'
 * ```
 */
export function formatArrayId(job: string, indices: readonly number[]): JobId {
  return hasGaps(indices) ? `${job}:${writeIndexList(indices)}` : job;
}

/**
 * Reads the id of a job or array. Throws `PSYRUN_ARGUMENT` for anything else.
 *
 * @example
 * ```ts
 * parseArrayId('12:0-1,5_5'); // => { job: '12', indices: [0, 1, 5], index: 5 }
 * ```
 */
export function parseArrayId(id: JobId): ArrayId {
  const [found, job, list, index] = ID.exec(id) ?? [];
  const indices = list === undefined ? undefined : readIndexList(list);
  if (found === undefined || (list !== undefined && indices === undefined)) {
    throw new PsyrunError('PSYRUN_ARGUMENT', `"${id}" is not the id of a job.`, {
      hint: 'It is a number such as 4711, or 4711_3 for one job of an array.',
      fields: { id },
    });
  }
  return { job: job!, indices, index: index === undefined ? undefined : Number(index) };
}

/**
 * Returns the number of the task of a job of an array, or undefined if it has no such task.
 *
 * @param first The number of the task with index 0.
 *
 * @example
 * ```ts
 * taskOf(parseArrayId('12_3'), 1); // => 4
 * taskOf(parseArrayId('12:0-1,5_5'), 1); // => 3
 * ```
 */
export function taskOf({ indices, index }: ArrayId, first: number): number | undefined {
  if (index === undefined) return undefined;
  if (indices === undefined) return index + first;
  const position = indices.indexOf(index);
  return position < 0 ? undefined : position + first;
}

/**
 * Returns the index of a task of an array: the reverse of {@link taskOf}.
 *
 * @example
 * ```ts
 * indexOfTask(parseArrayId('12:0-1,5'), 3, 1); // => 5
 * ```
 */
export function indexOfTask({ indices }: ArrayId, task: number, first: number): number {
  return indices === undefined ? task - first : indices[task - first]!;
}

/** The tasks of an array, as a scheduler with one range of numbers has them. */
export interface TaskRange {
  readonly from: number;
  readonly to: number;
  /** The index of a task, as a word of a shell. */
  readonly index: string;
}

/**
 * Returns the tasks for the indices of an array.
 *
 * @param variable The variable of a job with the number of its task.
 * @param first The number of the task with index 0.
 *
 * @example
 * ```ts
 * taskRange([3, 4], 'SGE_TASK_ID', 1); // => { from: 4, to: 5, index: '$((SGE_TASK_ID - 1))' }
 * taskRange([0, 5], 'SGE_TASK_ID', 1).to; // => 2
 * ```
 */
export function taskRange(indices: readonly number[], variable: string, first: number): TaskRange {
  const sorted = [...indices].sort((a, b) => a - b);
  if (!hasGaps(sorted)) {
    const index = `$((${variable} - ${first}))`;
    return { from: sorted[0]! + first, to: sorted.at(-1)! + first, index };
  }
  const field = `$((${variable} - ${first} + 1))`;
  const index = `$(echo ${sorted.join(' ')} | cut -d' ' -f${field})`;
  return { from: first, to: first + sorted.length - 1, index };
}

function hasGaps(indices: readonly number[]): boolean {
  const sorted = [...indices].sort((a, b) => a - b);
  return sorted.at(-1)! - sorted[0]! !== sorted.length - 1;
}
