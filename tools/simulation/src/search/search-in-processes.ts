import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProduction } from '../production/bundle-production.ts';
import { bundleSearch } from '../production/bundle-search.ts';
import type { PlantedBug } from '../production/planted-bugs.ts';
import type { Search, Seeds } from './find-violation.ts';

/**
 * Each core has a process already, so that further threads for the collection of garbage only wait for each other. A
 * history leaves little behind: the more room there is for new objects, the less of them are copied. Most functions run
 * a few times in a history, so that they are compiled at once, not after some calls.
 */
const FLAGS = [
  '--single-threaded-gc',
  '--min-semi-space-size=64',
  '--max-semi-space-size=64',
  '--no-flush-bytecode',
  '--always-sparkplug',
];

const FORK: ForkOptions = { execArgv: FLAGS, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] };

/** Seeds that a process runs at once: few, so that no core is idle at the end. */
const SHARE = 100;
/** Number of histories after which the number is printed. */
const OFTEN = 2500;

/**
 * Runs histories in some processes until one has a violation or all have run. Resolves to the search of each process.
 * Rejects when a process ends before its histories have run.
 */
export async function searchInProcesses(
  seeds: Seeds,
  processes: number,
  bug?: PlantedBug,
): Promise<Search[]> {
  const folder = await mkdtemp(join(tmpdir(), 'psyrun-simulation-'));
  const [program, production] = [join(folder, 'search.mjs'), join(folder, 'production.js')];
  try {
    await writeFile(program, await bundleSearch());
    await writeFile(production, await bundleProduction(bug));
    return await searchWith(() => fork(program, [production], FORK), seeds, processes);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Divides seeds among processes. */
async function searchWith(
  start: () => ChildProcess,
  { from, to }: Seeds,
  processes: number,
): Promise<Search[]> {
  let next = from;
  let isFound = false;
  let count = 0;
  const nextShare = (): Seeds | undefined => {
    if (isFound || next === to) return undefined;
    const first = next;
    next = Math.min(to, first + SHARE);
    return { from: first, to: next };
  };
  const onShare = (histories: number, found: boolean): void => {
    isFound ||= found;
    const before = count;
    count += histories;
    if (Math.floor(count / OFTEN) > Math.floor(before / OFTEN)) {
      process.stderr.write(`${count} of ${to - from} histories have run\n`);
    }
  };
  return Promise.all(
    Array.from({ length: processes }, () => searchInOne(start(), nextShare, onShare)),
  );
}

/** Sends shares to a process until none is left. Resolves to what it has run. */
function searchInOne(
  child: ChildProcess,
  nextShare: () => Seeds | undefined,
  onShare: (histories: number, found: boolean) => void,
): Promise<Search> {
  return new Promise((resolve, reject) => {
    let last: Search | undefined;
    let isOver = false;
    child.on('message', (search: Search) => {
      onShare(search.histories - (last?.histories ?? 0), search.found !== undefined);
      last = search;
      const share = nextShare();
      isOver = share === undefined;
      child.send(share ?? 'end');
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (isOver && last !== undefined) return resolve(last);
      reject(new Error(`A process that ran histories has ended early: ${signal ?? code}.`));
    });
  });
}
