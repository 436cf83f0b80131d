import { History } from './history/history.ts';
import { loadProduction, type Surroundings } from './production/load-production.ts';
import { Tally } from './world/tally.ts';
import { World } from './world/world.ts';

/** The outcome of one history. */
export interface HistoryOutcome {
  readonly seed: number;
  /** The same for the same seed. */
  readonly digest: string;
  /** The event that must never happen, and has happened. */
  readonly violation: string | undefined;
}

/** Runs histories of psyrun from seeds, one at a time. */
export class Simulation {
  readonly tally = new Tally();
  /** Number of histories and of their events. */
  histories = 0;
  events = 0;
  readonly #surroundings: Surroundings = { world: undefined };
  readonly #production;

  /** @param code the script of `bundleProduction` */
  constructor(code: string) {
    this.#production = loadProduction(code, this.#surroundings);
    // Node ends a process for a rejection that nobody handles.
    process.on('unhandledRejection', (error) => this.#surroundings.world?.process.crash(error));
  }

  /** Runs the history of a seed. */
  async run(seed: number, trace?: (line: string) => void): Promise<HistoryOutcome> {
    const { tally } = this;
    const timed = trace && ((line: string) => trace(`${world.sim.now.toFixed(1)} ${line}`));
    const world: World = new World({ seed, tally, ...(timed && { trace: timed }) });
    this.#surroundings.world = world;
    let violation: string | undefined;
    // Thousands of expected errors need no stack.
    const stackTraceLimit = Error.stackTraceLimit;
    if (trace === undefined) Error.stackTraceLimit = 0;
    try {
      await new History(world, this.#production).run();
    } catch (error) {
      violation = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    Error.stackTraceLimit = stackTraceLimit;
    const { random, events, now } = world.sim;
    this.histories++;
    this.events += events;
    return { seed, violation, digest: `${random.state.toString(16)}-${events}-${Math.round(now)}` };
  }
}
