import { NO_BIN, type Bins } from './bins.ts';

/** The rows and numbers that are aggregated. */
export interface Sample {
  /** The state of each row: 0 missing, 1 failed, 2 done. */
  readonly states: Uint8Array;
  /** 1 for the rows that count. */
  readonly mask: Uint8Array;
  /** The number of each row; NaN without one. Undefined if only states are counted. */
  readonly numbers?: ArrayLike<number>;
}

/** The states and numbers of the rows of one cell. */
export interface Cell {
  missing: number;
  failed: number;
  done: number;
  /** How many rows have a number; their mean, least and most, and their standard deviation. */
  count: number;
  mean: number;
  least: number;
  most: number;
  /** The standard deviation of the rows; 0 for a single one, NaN for none. */
  readonly spread: number;
}

/** Aggregates numbers one by one (Welford's method). */
class RunningCell implements Cell {
  missing = 0;
  failed = 0;
  done = 0;
  count = 0;
  mean = NaN;
  least = Infinity;
  most = -Infinity;
  #squares = 0;

  add(number: number): void {
    this.count++;
    const before = this.count === 1 ? 0 : this.mean;
    const away = number - before;
    this.mean = before + away / this.count;
    this.#squares += away * (number - this.mean);
    if (number < this.least) this.least = number;
    if (number > this.most) this.most = number;
  }

  get spread(): number {
    return this.count === 0
      ? NaN
      : this.count === 1
        ? 0
        : Math.sqrt(this.#squares / (this.count - 1));
  }
}

/**
 * Returns the aggregates of each pair of bins, row after row of `y`. Rows without a bin do not count.
 *
 * @example
 * ```ts
 * const bins = { key: 'a', of: Uint16Array.of(0, 1, 1), labels: ['0', '1'] };
 * const states = Uint8Array.of(2, 2, 1);
 * const sample = { states, mask: Uint8Array.of(1, 1, 1), numbers: [3, 5, NaN] };
 * cellsOf(bins, undefined, sample).map(({ mean, failed }) => [mean, failed]); // => [[3, 0], [5, 1]]
 * ```
 */
export function cellsOf(x: Bins, y: Bins | undefined, { states, mask, numbers }: Sample): Cell[] {
  const width = x.labels.length;
  const cells = Array.from({ length: width * (y?.labels.length ?? 1) }, () => new RunningCell());
  for (let i = 0; i < states.length; i++) {
    if (mask[i] === 0) continue;
    const column = x.of[i]!;
    const line = y === undefined ? 0 : y.of[i]!;
    if (column === NO_BIN || line === NO_BIN) continue;
    const cell = cells[line * width + column]!;
    const state = states[i]!;
    if (state === 2) cell.done++;
    else if (state === 1) cell.failed++;
    else cell.missing++;
    const number = numbers?.[i] ?? NaN;
    if (number - number === 0) cell.add(number);
  }
  return cells;
}
