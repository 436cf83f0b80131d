import type { SimulatedEvent } from './simulator.ts';

/** The result of `setTimeout`. */
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
