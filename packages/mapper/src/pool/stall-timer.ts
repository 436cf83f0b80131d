/** Milliseconds that a report may take to arrive, in addition to the time limit of the row. */
const REPORT_SLACK = 100;

/** Notices that a worker, which has rows, has said nothing for longer than a row may take. */
export class StallTimer {
  /** When the worker was heard last, in milliseconds since 1970. */
  heardAt = 0;
  readonly #onStalled: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(onStalled: () => void) {
    this.#onStalled = onStalled;
  }

  /**
   * A message came from the worker or was sent to it: the time begins anew. `timeout` is that of a row in
   * milliseconds; undefined if no row is awaited or a row may take any time.
   */
  heard(timeout: number | undefined): void {
    this.heardAt = Date.now();
    this.end();
    if (timeout === undefined) return;
    const { heardAt } = this;
    // Messages that have already arrived are handled first.
    const check = () => setImmediate(() => heardAt === this.heardAt && this.#onStalled());
    this.#timer = setTimeout(check, timeout + REPORT_SLACK);
  }

  /** Stops. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
