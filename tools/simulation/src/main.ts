/**
 * Runs histories. `USAGE` says how it is called. Ends with 1 if a history has a violation or has not run, and with 2
 * for arguments that it does not take.
 */
import { availableParallelism } from 'node:os';
import { readArguments, USAGE, WrongArguments } from './arguments.ts';
import { bundleProduction } from './production/bundle-production.ts';
import type { PlantedBug } from './production/planted-bugs.ts';
import type { Seeds } from './search/find-violation.ts';
import { printReport } from './search/report.ts';
import { searchInProcesses } from './search/search-in-processes.ts';
import { Simulation } from './simulate.ts';

try {
  const request = readArguments(process.argv.slice(2));
  if (request.kind === 'trace') await traceOne(request.seed);
  else if (request.kind === 'bug') await findBug(request.seeds, request.bug);
  else await runAll(request.seeds);
} catch (error) {
  if (!(error instanceof WrongArguments)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}

async function traceOne(seed: number): Promise<void> {
  const simulation = new Simulation(await bundleProduction());
  const { violation, digest } = await simulation.run(seed, (line) => console.log(line));
  console.log(violation ?? `No violation. Digest: ${digest}`);
  process.exitCode = violation === undefined ? 0 : 1;
}

/** Prints the search as JSON, for the test that started this process. */
async function findBug(seeds: Seeds, bug: PlantedBug | undefined): Promise<void> {
  const [search] = await searchInProcesses(seeds, 1, bug);
  console.log(JSON.stringify(search));
}

async function runAll(seeds: Seeds): Promise<void> {
  const start = performance.now();
  const searches = await searchInProcesses(seeds, availableParallelism());
  printReport(searches, performance.now() - start);
  process.exitCode = searches.some(({ found }) => found !== undefined) ? 1 : 0;
}
