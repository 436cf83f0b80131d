import { bundleProduction } from './production/bundle-production.ts';
import type { PlantedBug } from './production/planted-bugs.ts';
import { Simulation, type HistoryOutcome } from './simulate.ts';

/** The seeds of some histories: from `from` to before `to`. */
export interface Seeds {
  readonly from: number;
  readonly to: number;
}

/** The outcome of some histories. */
export interface Search {
  /** Number of histories that have run. */
  readonly histories: number;
  /** The first history with a violation. The search ends with it. */
  readonly found: HistoryOutcome | undefined;
  readonly counts: Readonly<Record<string, number>>;
  readonly events: number;
}

/** Runs histories, with or without a planted bug, until one has a violation or all have run. */
export async function findViolation({ from, to }: Seeds, bug?: PlantedBug): Promise<Search> {
  const simulation = new Simulation(await bundleProduction(bug));
  for (let seed = from; seed < to; seed++) {
    const outcome = await simulation.run(seed);
    if (outcome.violation === undefined) continue;
    return { ...resultOf(simulation), histories: seed - from + 1, found: outcome };
  }
  return { ...resultOf(simulation), histories: to - from, found: undefined };
}

function resultOf({ tally, events }: Simulation) {
  return { counts: tally.counts, events };
}
