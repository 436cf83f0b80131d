/** The indices of one Slurm job that is a part of an array. */
export interface IndexPart {
  /** The index in the array of task 0 of this job. */
  readonly offset: number;
  /** Indices of the tasks, from 0. */
  readonly tasks: readonly number[];
}

/**
 * Returns the number of which the offsets of parts are multiples: the largest power of ten that
 * Slurm allows.
 */
export function partSize(maxArraySize: number): number {
  return 10 ** Math.floor(Math.log10(Math.max(maxArraySize, 1)) + 1e-9);
}

/**
 * Returns the Slurm jobs of an array: one, unless an index is larger than Slurm allows.
 *
 * @param maxArraySize Slurm's `MaxArraySize`: one more than the largest index of a task.
 *
 * @example
 * ```ts
 * arrayParts([0, 1, 1500], 1001).map(({ offset, tasks }) => [offset, tasks]);
 * // => [[0, [0, 1]], [1000, [500]]]
 * ```
 */
export function arrayParts(indices: readonly number[], maxArraySize: number): IndexPart[] {
  if (indices.every((index) => index < maxArraySize)) return [{ offset: 0, tasks: indices }];
  const size = partSize(maxArraySize);
  const parts = new Map<number, number[]>();
  for (const index of [...indices].sort((a, b) => a - b)) {
    const offset = index - (index % size);
    const tasks = parts.get(offset) ?? [];
    parts.set(offset, tasks);
    tasks.push(index - offset);
  }
  return [...parts].map(([offset, tasks]) => ({ offset, tasks }));
}
