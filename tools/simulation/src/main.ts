/**
 * Runs histories:
 *
 *     node … main.ts <from> <to>             the seeds from `from` to before `to`, on all cores
 *     node … main.ts <from> <to> <bug>       with a planted bug, until it is found
 *     node … main.ts <seed> --trace          one history, step by step
 *
 * Ends with 1 if a history has a violation.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { findViolation, type Search } from './find-violation.ts';
import { bundleProduction } from './production/bundle-production.ts';
import { PLANTED_BUGS } from './production/planted-bugs.ts';
import { printReport } from './report.ts';
import { Simulation } from './simulate.ts';

/** Shares of the seeds that one process runs, so that a violation ends the run soon. */
const SHARE = 2500;

const [from = '0', to = '1000', bugName] = process.argv.slice(2);
if (to === '--trace') await traceOne(Number(from));
else if (bugName !== undefined) await findBug(bugName);
else await runAll();

async function traceOne(seed: number): Promise<void> {
  const simulation = new Simulation(await bundleProduction());
  const { violation, digest } = await simulation.run(seed, (line) => console.log(line));
  console.log(violation ?? `No violation. Digest: ${digest}`);
  process.exitCode = violation === undefined ? 0 : 1;
}

/** Prints the search as JSON, for the process that started this one. */
async function findBug(name: string): Promise<void> {
  const bug = PLANTED_BUGS.find((one) => one.name === name);
  if (bug === undefined && name !== 'none') throw new Error(`There is no bug '${name}'.`);
  const search = await findViolation({ from: Number(from), to: Number(to) }, bug);
  console.log(JSON.stringify({ ...search, cpu: process.cpuUsage() }));
}

async function runAll(): Promise<void> {
  const start = performance.now();
  const searches: (Search & { cpu: NodeJS.CpuUsage })[] = [];
  let next = Number(from);
  const worker = async (): Promise<void> => {
    while (next < Number(to) && searches.every(({ found }) => found === undefined)) {
      const first = next;
      next = Math.min(Number(to), first + SHARE);
      searches.push(await inProcess(first, next));
      process.stderr.write(`${searches.length} shares of at most ${SHARE} histories have run\n`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  printReport(searches, performance.now() - start);
  process.exitCode = searches.some(({ found }) => found !== undefined) ? 1 : 0;
}

/** Runs a share of the seeds in a process of its own. */
async function inProcess(first: number, end: number): Promise<Search & { cpu: NodeJS.CpuUsage }> {
  const program = [...process.execArgv, fileURLToPath(import.meta.url)];
  const child = spawn(process.execPath, [...program, String(first), String(end), 'none'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  return JSON.parse(text) as Search & { cpu: NodeJS.CpuUsage };
}
