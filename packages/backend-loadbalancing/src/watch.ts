import type { Board } from './board.ts';
import { leaseName } from './notices.ts';
import type { Timing } from './timing.ts';

/** Most workers that one worker watches: those that follow it in the order of their names. */
const WATCHED = 8;

/** What is known of a process without its heartbeat: on the same machine it can be seen. */
export type ProcessState = 'runs' | 'ended' | 'unknown';

/** What a {@link Watch} is made from. */
export interface WatchOptions {
  readonly board: Board;
  readonly timing: Timing;
  /** Tells the state of the process that a lease names. */
  readonly stateOf: (owner: unknown) => ProcessState;
}

interface Sighting {
  readonly owner: unknown;
  mark: number;
  /** When the mark was first seen, by the clock of this process. */
  since: number;
  /** When the worker certainly lived. */
  alive: number;
}

/**
 * Watches for workers that die. A lease runs out when its mark has not changed for a while by the
 * clock of the one who watches: clocks of two machines are never compared.
 */
export class Watch {
  readonly #options: WatchOptions;
  readonly #sightings = new Map<string, Sighting>();
  #watched: readonly string[] = [];

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** Looks for signs of life of the first of these workers; returns those that are dead. */
  async look(workers: readonly string[]): Promise<string[]> {
    const watched = workers.slice(0, WATCHED);
    const dead = await Promise.all(watched.map((worker) => this.#isDead(worker)));
    this.#watched = watched; // Others may have looked meanwhile, on behalf of another lane.
    return watched.filter((_, i) => dead[i]);
  }

  /** Whether all workers that were last looked for have shown a sign of life since `time`. */
  allAliveSince(time: number): boolean {
    return this.#watched.every((one) => (this.#sightings.get(one)?.alive ?? -Infinity) >= time);
  }

  async #isDead(worker: string): Promise<boolean> {
    const { timing, stateOf } = this.#options;
    const sighting = await this.#sight(worker);
    if (sighting === undefined) return false; // Its lease cannot be seen yet.
    const state = stateOf(sighting.owner);
    if (state === 'runs') sighting.alive = timing.now();
    return state === 'ended' || timing.now() - sighting.since > timing.lease;
  }

  async #sight(worker: string): Promise<Sighting | undefined> {
    const { board, timing } = this.#options;
    const mark = await board.mark(leaseName(worker));
    const known = this.#sightings.get(worker);
    if (mark === undefined) return known;
    if (known === undefined) return this.#meet(worker, mark);
    if (mark !== known.mark) {
      // What is seen now may have been done a beat ago.
      const alive = Math.max(known.alive, timing.now() - timing.beat);
      Object.assign(known, { mark, since: timing.now(), alive });
    }
    return known;
  }

  async #meet(worker: string, mark: number): Promise<Sighting | undefined> {
    const { board, timing } = this.#options;
    const lease = await board.read(leaseName(worker));
    if (lease === undefined) return undefined;
    const owner: unknown = JSON.parse(lease);
    const sighting = { owner, mark, since: timing.now(), alive: -Infinity };
    this.#sightings.set(worker, sighting);
    return sighting;
  }
}
