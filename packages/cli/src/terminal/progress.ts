import { duration } from './duration.ts';
import { bad, plainText, type Line } from './line.ts';
import type { Console } from './console.ts';

const LIVE_INTERVAL = 100;
const PLAIN_INTERVAL = 10_000;
const BAR = 24;
const SHORTEST_BAR = 4;

/** The part of a run that is at work. */
export type Phase = 'splitting' | 'running' | 'merging';

/**
 * Shows how many rows have ended: at a terminal in one live line, elsewhere in a line every ten
 * seconds. The rate is that of this run, not counting what was done before.
 */
export class Progress {
  readonly #console: Console;
  readonly #total: number;
  readonly #before: number;
  readonly #start = performance.now();
  readonly #timer: NodeJS.Timeout;
  #done = 0;
  #phase: Phase = 'running';
  #failed = 0;

  /** @param before rows that were done when the run began */
  constructor(console: Console, total: number, before: number) {
    this.#console = console;
    this.#total = total;
    this.#before = before;
    const interval = console.live === undefined ? PLAIN_INTERVAL : LIVE_INTERVAL;
    this.#timer = setInterval(() => this.#show(), interval);
    this.#timer.unref();
  }

  rowEnded(outcome: 'done' | 'failed'): void {
    if (outcome === 'done') this.#done++;
    else this.#failed++;
  }

  /** Takes how many rows of all are done and have failed now, where somebody else evaluates them. */
  update({ done, failed }: { readonly done: number; readonly failed: number }): void {
    this.#done = done - this.#before;
    this.#failed = failed;
  }

  /** Tells which part of the run begins. */
  enter(phase: Phase): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    this.#console.live?.(this.#line());
  }

  /** Shows the last state for good. */
  stop(): void {
    clearInterval(this.#timer);
    this.#phase = 'running';
    if (this.#done + this.#failed > 0) this.#console.error(this.#line());
  }

  #show(): void {
    const show = this.#console.live ?? this.#console.error;
    show(this.#line());
  }

  #line(): Line {
    const ended = this.#before + this.#done + this.#failed;
    const seconds = (performance.now() - this.#start) / 1000;
    const rate = (this.#done + this.#failed) / seconds;
    const time = timeText(seconds, (this.#total - ended) / rate);
    const words: Line = [
      `${ended}/${this.#total} rows  `,
      bad(`${this.#failed} failed`, this.#failed > 0),
      `  ${Number(rate.toPrecision(3))} rows/s  ${this.#phase === 'running' ? time : this.#phase}`,
    ];
    return this.#fitted(words, this.#total === 0 ? 1 : ended / this.#total);
  }

  /** The bar before the words; shorter or left out where a live line would not fit otherwise. */
  #fitted(words: Exclude<Line, string>, part: number): Line {
    const { live, width } = this.#console;
    const plain = plainText(words);
    const room = live === undefined ? BAR : Math.min(BAR, width - plain.length - 5);
    if (room < SHORTEST_BAR) return live === undefined ? words : plain.slice(0, width - 1);
    const filled = Math.floor(room * part);
    return [`[${'#'.repeat(filled)}${'.'.repeat(room - filled)}]  `, ...words];
  }
}

function timeText(seconds: number, left: number): string {
  return Number.isFinite(left) && left > 0 ? `${duration(left)} left` : duration(seconds);
}
