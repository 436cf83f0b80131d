/**
 * Measures the merge of a run, 100 journals of 1,000 rows of five numbers and a vector of 16, into
 * each store with its certificate. It is compared with NumPy, which loads 100 npz files,
 * concatenates and saves them.
 *
 * The figures of Python psyrun were recorded on another machine. They are scaled by the time that
 * NumPy took on that machine for the same work.
 *
 * Run: node --conditions=@psyrun/source --import tsx bench/stores/merge.ts
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsOf } from '@psyrun/columns';
import { openJournal } from '@psyrun/journal';
import type { WorkContext } from '@psyrun/jobs';
import { mergeRun, prepareRun, readRun, WorkDirectory } from '@psyrun/run';
import { findPlugins, loadTask } from '@psyrun/task';
import { compare, time } from '../compare.ts';
import { PythonPeer } from '../python-peer.ts';
import { MERGE_PEER } from './store-peers.ts';
import { ROWS, workload } from './store-workload.ts';

const JOBS = 100;
/** Recorded: milliseconds of Python psyrun 0.8, and of NumPy on the same machine. */
const ORIGINAL = { '.pkl': 13_100, '.npz': 2_800, '.h5': 930 } as const;
const NUMPY_THERE = 180;

const folder = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));
const python = new PythonPeer(MERGE_PEER, [folder, String(ROWS)]);
try {
  process.chdir(folder);
  await python.ready();
  for (const suffix of ['.pkl', '.npz', '.h5'] as const) await compareMerge(suffix);
} finally {
  python.close();
  process.chdir(tmpdir());
  rmSync(folder, { recursive: true });
}

async function compareMerge(suffix: keyof typeof ORIGINAL): Promise<void> {
  const workdir = await finishedRun(suffix);
  const context = { log: () => {} } as unknown as WorkContext;
  const merge = async (): Promise<void> => {
    if ((await mergeRun({ workdir }, context)) !== 0) throw new Error('It is not complete.');
  };
  const { own, peer } = await compare(
    `merge into ${suffix}`,
    () => time(merge),
    { name: 'NumPy', measure: () => python.time('merge') },
    7,
  );
  const original = (ORIGINAL[suffix] / NUMPY_THERE) * peer;
  const times = (original / own).toFixed(1);
  console.log(`    Python psyrun, scaled: ${original.toFixed(0)} ms, ${times} × as long`);
}

/** Writes a run with every row in its journals. Resolves to its work directory. */
async function finishedRun(suffix: string): Promise<string> {
  const name = suffix.slice(1);
  mkdirSync(join(folder, 'psy-tasks'), { recursive: true });
  const file = join(folder, `psy-tasks/task_${name}.mjs`);
  writeFileSync(
    file,
    `import { param, range } from '@psyrun/pspace';
     export const pspace = param({ c: range(${ROWS}) });
     export const maxJobs = ${JOBS};
     export const store = '${suffix}';
     export const execute = () => ({});`,
  );
  const plugins = findPlugins(folder, join(import.meta.dirname, '../../packages/psyrun'));
  const task = await loadTask(file, plugins);
  await prepareRun(task, { continue: false });
  const directory = new WorkDirectory(task.workdir);
  const { space } = (await readRun(directory.run))!;
  const rows = [...rowsOf(workload(ROWS))];
  for (let job = 0; job < JOBS; job++) {
    const journal = await openJournal(directory.journal(job), { space: space.hash });
    const first = (job * ROWS) / JOBS;
    rows.slice(first, first + ROWS / JOBS).forEach((row, i) => {
      journal.append({
        kind: 'done',
        index: first + i,
        attempt: 1,
        startedAt: 0,
        duration: 1,
        row,
      });
    });
    await journal.close();
  }
  return task.workdir;
}
