import { PsyrunError, type Row } from '@psyrun/core';
import { clearTimeout, now, setTimeout } from '../row/clock.ts';
import type { Evaluation } from '../row/evaluate-row.ts';
import { rowErrorOf } from '../row/failure/row-error.ts';
import type { ReportMessage } from './messages.ts';
import { processUsage } from './process-usage.ts';

/** The evaluation of a row whose result is in a form that a message keeps. */
export type SentEvaluation = Evaluation<Row | Uint8Array>;

/** Longest time from the end of a row to its report, in milliseconds, unless another row blocks. */
export const REPORT_AFTER = 10;

/** Collects evaluated rows and sends them in groups. */
export class Reporter {
  readonly #send: (message: ReportMessage) => void;
  #rows: number[] = [];
  #evaluations: SentEvaluation[] = [];
  #sentAt = 0;
  /** The CPU time of the process at the last report, in milliseconds. */
  #cpu: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Excluded keys that occurred in a result. */
  excluded: readonly string[] = [];

  constructor(send: (message: ReportMessage) => void) {
    this.#send = send;
  }

  /** The worker, which had no rows, gets some: what it has used before is not theirs. */
  begin(): void {
    this.#cpu = processUsage().cpu;
  }

  /** Adds a row. The next `flush` sends it; a timer calls `flush` at the latest. */
  add(row: number, evaluation: SentEvaluation): void {
    this.#rows.push(row);
    this.#evaluations.push(evaluation);
    this.#timer ??= setTimeout(() => this.flush(), REPORT_AFTER);
  }

  /** True if a synchronous function has delayed the timer that sends. */
  get due(): boolean {
    return now() - this.#sentAt >= REPORT_AFTER;
  }

  /** Sends the collected rows. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sentAt = now();
    if (this.#rows.length === 0) return;
    const rows = this.#rows;
    const evaluations = this.#evaluations;
    this.#rows = [];
    this.#evaluations = [];
    try {
      this.#send(this.#reportOf(rows, evaluations));
    } catch {
      rows.forEach((row, i) => this.#sendAlone(row, evaluations[i]!));
    }
  }

  /**
   * Sends one row of a report that cannot be sent. A getter may return something else than it returned
   * when the result was checked: such a row fails.
   */
  #sendAlone(row: number, evaluation: SentEvaluation): void {
    try {
      this.#send(this.#reportOf([row], [evaluation]));
    } catch (cause) {
      const { startedAt, duration } = evaluation;
      const error = rowErrorOf(unsendable(cause), 'refused');
      this.#send(this.#reportOf([row], [{ startedAt, duration, error }]));
    }
  }

  #reportOf(rows: readonly number[], evaluations: readonly SentEvaluation[]): ReportMessage {
    const { cpu, memory } = processUsage();
    const since = cpu === undefined ? undefined : cpu - (this.#cpu ?? 0);
    this.#cpu = cpu;
    const memories = evaluations.map(({ memory: own }) => own ?? null);
    return {
      kind: 'report',
      rows,
      startedAt: evaluations.map(({ startedAt }) => startedAt),
      durations: evaluations.map(({ duration }) => duration),
      added: evaluations.map((one) => ('added' in one ? one.added : null)),
      errors: evaluations.map((one) => ('error' in one ? one.error : null)),
      excluded: this.excluded,
      ...(since !== undefined && { cpu: since }),
      memory,
      ...(memories.some((own) => own !== null) && { memories }),
    };
  }
}

function unsendable(cause: unknown): PsyrunError {
  return new PsyrunError('PSYRUN_RESULT_VALUE', 'The result cannot be sent to another process.', {
    hint: 'Return plain values, without getters and Proxies.',
    cause,
  });
}
