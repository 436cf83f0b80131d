/** How many rows each cell of two axes has, and how many of them failed; row after row. */
export interface Counts {
  readonly width: number;
  readonly height: number;
  readonly rows: Float64Array;
  readonly failed: Float64Array;
}

/** Some columns and lines of a table of cells. */
export interface Box {
  readonly chosen: readonly [columns: readonly number[], lines: readonly number[]];
  readonly rows: number;
  readonly failed: number;
  /** Failed rows less half of the rows. */
  readonly weight: number;
}

/** Rounds of choosing columns for lines and lines for columns. */
const ROUNDS = 6;

/**
 * Returns a box in which most rows failed: the failed rows less half of the rows are the most that is
 * found. Ordered axes have a run of neighbours chosen, others any. Undefined if there is no such box.
 */
export function bestBox(
  counts: Counts,
  [isXOrdered, isYOrdered]: readonly boolean[],
): Box | undefined {
  let found: Box | undefined;
  for (let start = 0; start < counts.height; start++) {
    for (let end = start; end < counts.height; end++) {
      const box = improved(counts, range(start, end), isXOrdered === true, isYOrdered ?? true);
      if (box.weight > (found?.weight ?? 0)) found = box;
    }
  }
  return found;
}

/** Chooses columns for some lines, then lines for these columns, until nothing changes. */
function improved(
  counts: Counts,
  lines: readonly number[],
  isXOrdered: boolean,
  isYOrdered: boolean,
): Box {
  const { width, height } = counts;
  let chosen = lines;
  let columns: readonly number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    columns = choose(
      weights(counts, width, (x) => chosen.map((y) => y * width + x)),
      isXOrdered,
    );
    const next = choose(
      weights(counts, height, (y) => columns.map((x) => y * width + x)),
      isYOrdered,
    );
    if (next.join() === chosen.join()) break;
    chosen = next;
  }
  let [rows, failed] = [0, 0];
  for (const y of chosen) {
    for (const x of columns) {
      rows += counts.rows[y * width + x]!;
      failed += counts.failed[y * width + x]!;
    }
  }
  return { chosen: [columns, chosen], rows, failed, weight: failed - rows / 2 };
}

function weights(
  { rows, failed }: Counts,
  length: number,
  cellsOf: (i: number) => number[],
): number[] {
  return Array.from({ length }, (_, i) =>
    cellsOf(i).reduce((sum, cell) => sum + failed[cell]! - rows[cell]! / 2, 0),
  );
}

/** Returns the places with a positive weight, or the run of neighbours with the largest sum. */
function choose(weights: readonly number[], isOrdered: boolean): number[] {
  if (!isOrdered) return weights.flatMap((weight, i) => (weight > 0 ? [i] : []));
  let best = { sum: 0, from: 0, to: -1 };
  let [sum, from] = [0, 0];
  weights.forEach((weight, i) => {
    if (sum <= 0) [sum, from] = [0, i];
    sum += weight;
    if (sum > best.sum) best = { sum, from, to: i };
  });
  return range(best.from, best.to);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
