import type { Evaluation } from '../row/evaluate-row.ts';
import type { ReportMessage } from './messages.ts';

/** Longest time from the end of a row to its report, in milliseconds, unless another row blocks. */
export const REPORT_AFTER = 10;

/** Collects evaluated rows and sends them in groups. */
export class Reporter {
  readonly #send: (message: ReportMessage) => void;
  #rows: number[] = [];
  #evaluations: Evaluation[] = [];
  #sentAt = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Excluded keys that occurred in a result. */
  excluded: readonly string[] = [];

  constructor(send: (message: ReportMessage) => void) {
    this.#send = send;
  }

  /** Adds a row. The next `flush` sends it; a timer calls `flush` at the latest. */
  add(row: number, evaluation: Evaluation): void {
    this.#rows.push(row);
    this.#evaluations.push(evaluation);
    this.#timer ??= setTimeout(() => this.flush(), REPORT_AFTER);
  }

  /** True if a synchronous function has delayed the timer that sends. */
  get due(): boolean {
    return performance.now() - this.#sentAt >= REPORT_AFTER;
  }

  /** Sends the collected rows. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sentAt = performance.now();
    if (this.#rows.length === 0) return;
    const rows = this.#rows;
    const evaluations = this.#evaluations;
    this.#rows = [];
    this.#evaluations = [];
    this.#send({
      kind: 'report',
      rows,
      startedAt: evaluations.map(({ startedAt }) => startedAt),
      durations: evaluations.map(({ duration }) => duration),
      added: evaluations.map((one) => ('added' in one ? one.added : null)),
      errors: evaluations.map((one) => ('error' in one ? one.error : null)),
      excluded: this.excluded,
    });
  }
}
