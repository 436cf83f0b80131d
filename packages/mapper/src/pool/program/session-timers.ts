import { clearTimeout, now, setTimeout } from '../../row/clock.ts';

/** Milliseconds after which rows that the program has not got are given to another worker. */
const KEEP_FOR = 100;
/** Milliseconds of silence after which the program is asked which rows it has. */
const PING_AFTER = 10_000;

/** Receivers of what a program does not do in time. */
export interface LateEvents {
  /** The program has not done in time what was expected. */
  onLate(what: string): void;
  /** Rows wait for the program that another worker could evaluate. */
  onWaiting(): void;
  /** The program, which has rows, has been silent. */
  onSilent(): void;
  /** True while the program has rows. */
  hasRows(): boolean;
}

/** The timers of one conversation with a program. */
export class SessionTimers {
  readonly #startTimeout: number;
  readonly #events: LateEvents;
  #heardAt = 0;
  #start: NodeJS.Timeout | undefined;
  #waiting: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;

  /** `startTimeout` is the time in milliseconds for each step of the start. */
  constructor(startTimeout: number, events: LateEvents) {
    this.#startTimeout = startTimeout;
    this.#events = events;
  }

  /** Expects a step of the start: `what` completes "it has not …". */
  expect(what: string): void {
    clearTimeout(this.#start);
    const late = `it has not ${what} within ${this.#startTimeout} ms. If it needs more time, set startTimeout`;
    this.#start = setTimeout(() => this.#events.onLate(late), this.#startTimeout);
  }

  /** The expected step is done. */
  met(): void {
    clearTimeout(this.#start);
  }

  /** Lets rows wait for a while: the program may take longer than expected. */
  keepBriefly(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#events.onWaiting(), KEEP_FOR);
  }

  /** The program has said something about its rows, or has got some. */
  heard(): void {
    this.#heardAt = now();
  }

  /** Watches a program that has rows for silence: it may have forgotten some. */
  watch(): void {
    this.heard();
    this.#silence ??= setTimeout(() => {
      this.#silence = undefined;
      if (!this.#events.hasRows()) return;
      if (now() - this.#heardAt >= PING_AFTER - 1) this.#events.onSilent();
      this.watch();
    }, PING_AFTER);
  }

  /** Stops all of them. */
  end(): void {
    for (const timer of [this.#start, this.#waiting, this.#silence]) clearTimeout(timer);
  }
}
