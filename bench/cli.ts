/**
 * Measures the psy command as whole processes: its start compared with bare Node, 100 jobs of one
 * row compared with GNU parallel, and the status of 10^6 rows of which half are done.
 *
 * Run: npm run build && node --conditions=@psyrun/source --import tsx bench/cli.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '@psyrun/journal';
import { prepareRun, readRun, WorkDirectory } from '@psyrun/run';
import { findPlugins, loadTask } from '@psyrun/task';

const psy = join(import.meta.dirname, '../packages/psyrun/dist/psy.js');
const folder = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));

function write(name: string, rows: number, jobs: number): void {
  mkdirSync(join(folder, 'psy-tasks'), { recursive: true });
  writeFileSync(
    join(folder, `psy-tasks/task_${name}.mjs`),
    `import { param, range } from '@psyrun/pspace';
     export const pspace = param({ x: range(${rows}) });
     export const maxJobs = ${jobs};
     export const execute = () => ({ y: 1 });`,
  );
}

/** Returns the milliseconds that a command takes: the fastest of several runs. */
function timed(
  command: string,
  args: readonly string[],
  prepare = () => undefined as void,
  repeats = 5,
) {
  const times = Array.from({ length: repeats }, () => {
    prepare();
    const start = performance.now();
    const { status, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return performance.now() - start;
  });
  return Math.min(...times);
}

const psyTime = (args: readonly string[], prepare?: () => void, repeats?: number) =>
  timed(process.execPath, [psy, ...args], prepare, repeats);

function report(what: string, own: number, peer?: { name: string; time: number }): void {
  const beside =
    peer === undefined
      ? ''
      : `   ${peer.name} ${peer.time.toFixed(0)} ms: ${(own / peer.time).toFixed(2)} ×, ${(own - peer.time).toFixed(0)} ms more`;
  console.log(`${what.padEnd(38)} ${own.toFixed(0).padStart(6)} ms${beside}`);
}

/** Writes a run of 10^6 rows in 100 jobs. Its journals have every other row. */
async function halfDone(): Promise<void> {
  const file = join(folder, 'psy-tasks/task_half.mjs');
  const task = await loadTask(
    file,
    findPlugins(folder, import.meta.dirname + '/../packages/psyrun'),
  );
  await prepareRun(task, { continue: false });
  const directory = new WorkDirectory(task.workdir);
  const { space } = (await readRun(directory.run))!;
  for (let job = 0; job < 100; job++) {
    const journal = await openJournal(directory.journal(job), { space: space.hash });
    for (let index = job * 10_000; index < (job + 1) * 10_000; index += 2) {
      const row = { x: index, y: 1 };
      journal.append({ kind: 'done', index, attempt: 1, startedAt: 0, duration: 1, row });
    }
    await journal.close();
  }
}

try {
  process.chdir(folder);
  write('one', 100, 100);
  const node = timed(process.execPath, ['-e', '0']);
  report('psy --help', psyTime(['--help']), { name: 'node -e 0', time: node });
  report('psy list', psyTime(['list']), { name: 'node -e 0', time: node });
  const cores = String(availableParallelism());
  const numbers = Array.from({ length: 100 }, (_, i) => String(i));
  const hasParallel = spawnSync('parallel', ['--version']).status === 0;
  if (!hasParallel) console.log('No comparison with GNU parallel: apt-get install parallel.');
  const parallel = hasParallel
    ? timed('parallel', ['-j', cores, '-N0', 'python3 -c pass', ':::', ...numbers], undefined, 3)
    : undefined;
  const peer = parallel === undefined ? undefined : { name: 'GNU parallel', time: parallel };
  const clean = (): void => rmSync(join(folder, 'psy-work'), { recursive: true, force: true });
  report('psy run, 100 jobs of 1 row', psyTime(['run', '-q', 'one'], clean, 3), peer);
  write('one', 10_000, 100);
  report('psy run, 100 jobs of 100 rows', psyTime(['run', '-q', 'one'], clean, 3), peer);
  write('half', 1_000_000, 100);
  await halfDone();
  report('psy status, 10^6 rows, half done', psyTime(['status', 'half'], undefined, 3));
} finally {
  process.chdir(tmpdir());
  rmSync(folder, { recursive: true });
}
