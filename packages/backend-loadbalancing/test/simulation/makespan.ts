import { chunkSize } from '../../src/worker/chunk-size.ts';
import { randomFrom } from './random.ts';

/** Durations of rows, with mean 1. */
export type Durations = (random: () => number) => number;

const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** From light to heavy tails. */
export const DISTRIBUTIONS: Readonly<Record<string, Durations>> = {
  exponential: (random) => -Math.log(1 - random()),
  'log-normal, sigma 1': (random) => Math.exp(normal(random) - 0.5),
  'log-normal, sigma 2': (random) => Math.exp(2 * normal(random) - 2),
  'Pareto, alpha 1.5': (random) => (1 - random()) ** (-1 / 1.5) / 3,
};

/** Returns rows of a distribution, always the same for a seed. */
export function durationsOf(distribution: string, count: number, seed: number): number[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => DISTRIBUTIONS[distribution]!(random));
}

/**
 * Returns the time when workers that take `size(remaining)` rows at a time have finished all rows,
 * in order. The workers start at time 0, or each at its own time.
 */
export function makespan(
  durations: readonly number[],
  workers: number | readonly number[],
  size: (remaining: number) => number,
): number {
  // A binary heap. The worker that is free first comes first.
  const ends =
    typeof workers === 'number' ? new Float64Array(workers) : Float64Array.from(workers).sort();
  let start = 0;
  while (start < durations.length) {
    const stop = Math.min(durations.length, start + size(durations.length - start));
    let end = ends[0]!;
    for (; start < stop; start++) end += durations[start]!;
    replaceFirst(ends, end);
  }
  return Math.max(...ends);
}

/** One row at a time for the next free worker. Without knowing the durations, nothing is faster. */
export const listSchedule = () => 1;

/** The rule of this package if claiming costs little. */
export const guided = (workers: number) => (remaining: number) =>
  chunkSize({ remaining, workers, worthwhile: 1 });

/** Batches of one size, one for each worker. */
export const staticBatches = (rows: number, workers: number) => () => Math.ceil(rows / workers);

function replaceFirst(heap: Float64Array, value: number): void {
  let i = 0;
  for (;;) {
    let least = 2 * i + 1;
    if (least >= heap.length) break;
    if (least + 1 < heap.length && heap[least + 1]! < heap[least]!) least++;
    if (heap[least]! >= value) break;
    heap[i] = heap[least]!;
    i = least;
  }
  heap[i] = value;
}
