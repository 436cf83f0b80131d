/** Parts that the remaining rows are thought of in, for each worker: a worker takes one of them. */
const SHARES = 16;
/** Fewest parts in all: where workers are few, files are too, and it pays to take fewer rows. */
const PARTS = 1024;

/** What the size of a chunk depends on. */
export interface ChunkNeeds {
  /** Rows that nobody has claimed yet. */
  readonly remaining: number;
  /** Workers that share them. */
  readonly workers: number;
  /** Rows that make the cost of a claim small beside the work. */
  readonly worthwhile: number;
}

/**
 * How many rows to claim: a fixed share of what remains, so that chunks shrink as the queue empties
 * and workers finish together (guided self-scheduling, Polychronopoulos and Kuck 1987); more where
 * rows are so fast that claiming would cost too much, but never so many that others go without.
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
