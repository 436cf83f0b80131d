import { setImmediate as settled } from 'node:timers/promises';

interface Event {
  readonly time: number;
  readonly action: () => void;
}

/**
 * Virtual time that jumps from event to event. It simulates hours of a cluster in milliseconds,
 * deterministically.
 */
export class VirtualTime {
  now = 0;
  /** A binary heap: the earliest event first. */
  readonly #events: Event[] = [];

  at(time: number, action: () => void): void {
    const events = this.#events;
    let i = events.push({ time, action }) - 1;
    for (let up; i > 0 && events[(up = (i - 1) >> 1)]!.time > events[i]!.time; i = up) {
      [events[i], events[up]] = [events[up]!, events[i]!];
    }
  }

  /** Advances time until no event is left. */
  async pass(): Promise<void> {
    for (let event; (event = this.#next()) !== undefined;) {
      this.now = Math.max(this.now, event.time);
      event.action();
      await settled(); // All immediate consequences of the event.
    }
  }

  #next(): Event | undefined {
    const events = this.#events;
    const first = events[0];
    const last = events.pop();
    if (first === undefined || first === last) return first;
    events[0] = last!;
    for (let i = 0; ;) {
      const left = 2 * i + 1;
      const right = left + 1;
      if (left >= events.length) break;
      const less = right < events.length && events[right]!.time < events[left]!.time ? right : left;
      if (events[less]!.time >= events[i]!.time) break;
      [events[i], events[less]] = [events[less]!, events[i]!];
      i = less;
    }
    return first;
  }
}
