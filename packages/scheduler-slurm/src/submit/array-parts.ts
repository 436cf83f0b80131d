/** The indices of one job of Slurm that holds a part of an array. */
export interface IndexPart {
  /** Index of the array that task 0 of this job has. */
  readonly offset: number;
  /** Indices of the tasks, from 0. */
  readonly tasks: readonly number[];
}

/** The offsets of the parts are multiples of this: the largest power of ten that Slurm allows. */
export function partSize(maxArraySize: number): number {
  return 10 ** Math.floor(Math.log10(Math.max(maxArraySize, 1)) + 1e-9);
}

/**
 * The jobs of Slurm that an array becomes: one, unless an index is beyond what Slurm allows.
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
  for (const index of indices.toSorted((a, b) => a - b)) {
    const offset = index - (index % size);
    const tasks = parts.get(offset) ?? [];
    parts.set(offset, tasks);
    tasks.push(index - offset);
  }
  return [...parts].map(([offset, tasks]) => ({ offset, tasks }));
}
