import { Random } from './random.ts';
import type { Tally } from './tally.ts';

/** Something that happens at a time. It is called off by removing `run`. */
export interface SimulatedEvent {
  readonly at: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/**
 * Number of events in one round of Node's event loop, because a round is slow. Between two immediates, Node
 * processes all promises and rejections that follow from the first.
 */
const AT_ONCE = 100;

/**
 * The clock and the queue of events of one history. One event runs at a time, and everything that
 * follows from it at once, before the next one. So nothing depends on real time, and the same seed gives
 * the same history.
 */
export class Simulator {
  /** Milliseconds since the beginning of the history. No process can see it. */
  now = 0;
  /** Number of events that have run. */
  events = 0;
  readonly random: Random;
  readonly tally: Tally;
  /** Receives a line for each step, or undefined if nobody reads them. */
  readonly trace: ((line: string) => void) | undefined;
  readonly #heap: SimulatedEvent[] = [];
  #order = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(seed: number, tally: Tally, trace?: (line: string) => void) {
    this.random = new Random(seed);
    this.tally = tally;
    this.trace = trace;
  }

  /** Runs `run` after some milliseconds. */
  after(milliseconds: number, run: () => void): SimulatedEvent {
    const event = { at: this.now + Math.max(0, milliseconds), order: this.#order++, run };
    this.#push(event);
    return event;
  }

  /** Ends the history with an error of the simulation itself. */
  fail(error: unknown): void {
    this.#failure ??= { error };
  }

  /** Runs events until `isOver` or until none is left. */
  async run(isOver: () => boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      let left = 0;
      let hasEnded = false;
      const plan = (): void => {
        for (; left < AT_ONCE; left++) setImmediate(step);
      };
      const step = (): void => {
        if (hasEnded) return;
        const event = this.#failure === undefined && !isOver() ? this.#pop() : undefined;
        if (event === undefined) {
          hasEnded = true;
          return resolve();
        }
        this.#happen(event);
        if (--left === 0) plan();
      };
      plan();
    });
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  #happen(event: SimulatedEvent): void {
    this.now = event.at;
    this.events++;
    try {
      event.run!();
    } catch (error) {
      this.fail(error);
    }
  }

  #push(event: SimulatedEvent): void {
    const heap = this.#heap;
    let at = heap.length;
    for (; at > 0; at = (at - 1) >> 1) {
      const parent = heap[(at - 1) >> 1]!;
      if (isBefore(parent, event)) break;
      heap[at] = parent;
    }
    heap[at] = event;
  }

  #pop(): SimulatedEvent | undefined {
    for (let first; (first = this.#popAny()) !== undefined;) {
      if (first.run !== undefined) return first;
    }
    return undefined;
  }

  #popAny(): SimulatedEvent | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || first === last) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (isBefore(last, heap[child]!)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

function isBefore(a: SimulatedEvent, b: SimulatedEvent): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
