import type { SimulatedEvent } from './simulator.ts';

/** What `setTimeout` returns. */
export class Timer {
  readonly #event: SimulatedEvent;

  constructor(event: SimulatedEvent) {
    this.#event = event;
  }

  cancel(): void {
    this.#event.run = undefined;
  }

  unref(): void {}
}
