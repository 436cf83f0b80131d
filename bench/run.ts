/**
 * Measures a whole `psy run` of 10^5 rows of an empty function in 100 jobs, compared with joblib in
 * the same run. The time includes everything from the start of the process to the certified result.
 *
 * Run: npm run build && node --conditions=@psyrun/source --import tsx bench/run.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { report } from './per-row.ts';

const ROWS = 100_000;
/** Recorded on a similar machine: Python psyrun 0.8 maps 128,000 trivial rows/s in 2 processes. */
const ORIGINAL = { name: 'Python psyrun (recorded)', figure: 1e6 / 128_000 };

const psy = join(import.meta.dirname, '../packages/psyrun/dist/psy.js');
const folder = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));
mkdirSync(join(folder, 'psy-tasks'));
writeFileSync(
  join(folder, 'psy-tasks/task_empty.mjs'),
  `import { param, range } from '@psyrun/pspace';
   export const pspace = param({ x: range(${ROWS}) });
   export const execute = () => ({ y: 1 });`,
);

/** Returns the microseconds per row of a command as a whole process. */
function timed(command: string, args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return ((performance.now() - start) * 1000) / ROWS;
}

const JOBLIB = `
from joblib import Parallel, delayed
def f(x): return {"y": 1}
Parallel(n_jobs=2)(delayed(f)(x) for x in range(${ROWS}))
`;

try {
  const own = timed(process.execPath, [psy, 'run', '--quiet']);
  const hasJoblib = spawnSync('/usr/bin/python3', ['-c', 'import joblib']).status === 0;
  if (!hasJoblib) console.log('No comparison with joblib: apt-get install python3-joblib.');
  const joblib = hasJoblib ? timed('/usr/bin/python3', ['-c', JOBLIB]) : undefined;
  const peer = joblib === undefined ? undefined : { name: 'joblib', figure: joblib };
  report(`psy run, ${ROWS} empty rows, 100 jobs`, own, peer);
  report('', own, ORIGINAL);
} finally {
  rmSync(folder, { recursive: true });
}
