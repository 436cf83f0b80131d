import type { HistoryOutcome, Simulation } from '../simulate.ts';

/** The seeds of some histories: from `from` to before `to`. */
export interface Seeds {
  readonly from: number;
  readonly to: number;
}

/** The outcome of all histories that a simulation has run. */
export interface Search {
  /** Number of histories that have run. */
  readonly histories: number;
  /** The first history with a violation. The search ends with it. */
  readonly found: HistoryOutcome | undefined;
  readonly counts: Readonly<Record<string, number>>;
  readonly events: number;
  /** The processor time of the process until now. */
  readonly cpu: NodeJS.CpuUsage;
}

/** Runs histories until one has a violation or all have run. */
export async function findViolation(simulation: Simulation, { from, to }: Seeds): Promise<Search> {
  for (let seed = from; seed < to; seed++) {
    const outcome = await simulation.run(seed);
    if (outcome.violation !== undefined) return searchOf(simulation, outcome);
  }
  return searchOf(simulation);
}

/** Returns what a simulation has run until now. */
export function searchOf(simulation: Simulation, found?: HistoryOutcome): Search {
  const { histories, events, tally } = simulation;
  return { histories, found, counts: tally.counts, events, cpu: process.cpuUsage() };
}
