/** More than the number of indices of any array; Slurm's MaxArraySize is at most this. */
const MOST = 4_000_001;
const ITEM = /^(\d+)(?:-(\d+)(?::([1-9]\d*))?)?$/;

/**
 * Returns indices as a list, as `sbatch --array` and `qsub -t` of Torque read it: ascending, with ranges
 * where they are dense.
 *
 * @example
 * ```ts
 * writeIndexList([0, 1, 2, 5, 7, 8]); // => '0-2,5,7-8'
 * ```
 */
export function writeIndexList(indices: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const index of [...indices].sort((a, b) => a - b)) {
    const range = ranges.at(-1);
    if (range !== undefined && index <= range[1] + 1) range[1] = index;
    else ranges.push([index, index]);
  }
  return ranges.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join();
}

/**
 * Returns the indices of a list of array tasks that a scheduler prints: `1,3-5`, `0-9%2`, `1-399:2`.
 * Returns undefined for anything else, for example a truncated list.
 *
 * @example
 * ```ts
 * readIndexList('0-6:3,9%5'); // => [0, 3, 6, 9]
 * readIndexList('1,4,...'); // => undefined
 * ```
 */
export function readIndexList(text: string): number[] | undefined {
  const indices: number[] = [];
  for (const item of text.replace(/%\d+$/, '').split(',')) {
    const [found, first, last = first, step = 1] = ITEM.exec(item) ?? [];
    if (found === undefined || Number(last) >= MOST) return undefined;
    for (let i = Number(first); i <= Number(last); i += Number(step)) indices.push(i);
  }
  return indices;
}
