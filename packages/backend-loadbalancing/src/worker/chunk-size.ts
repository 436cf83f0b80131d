/** The remaining rows are divided into this many parts for each worker. A chunk is one part. */
const SHARES = 16;
/** Smallest number of parts in total. Few workers make few files, so smaller chunks cost little. */
const PARTS = 1024;

/** The input of the size of a chunk. */
export interface ChunkNeeds {
  /** Number of unclaimed rows. */
  readonly remaining: number;
  /** Number of workers that share them. */
  readonly workers: number;
  /** Number of rows for which the cost of a claim is small. */
  readonly worthwhile: number;
}

/**
 * Returns the number of rows to claim. It is a fixed share of the remaining rows, so chunks shrink
 * as the queue empties and workers finish together (guided self-scheduling, Polychronopoulos and
 * Kuck 1987). It is larger if rows are so fast that claiming would cost too much, but never so
 * large that other workers get no rows.
 *
 * @example
 * ```ts
 * chunkSize({ remaining: 64_000, workers: 400, worthwhile: 1 }); // => 10
 * chunkSize({ remaining: 64_000, workers: 4, worthwhile: 1 }); // => 63
 * chunkSize({ remaining: 64_000, workers: 4, worthwhile: 300 }); // => 300
 * chunkSize({ remaining: 80, workers: 4, worthwhile: 300 }); // => 10
 * chunkSize({ remaining: 3, workers: 4, worthwhile: 300 }); // => 1
 * ```
 */
export function chunkSize({ remaining, workers, worthwhile }: ChunkNeeds): number {
  const guided = Math.ceil(remaining / Math.max(SHARES * workers, PARTS));
  const fair = Math.ceil(remaining / (2 * workers));
  return Math.max(guided, Math.min(worthwhile, fair));
}
