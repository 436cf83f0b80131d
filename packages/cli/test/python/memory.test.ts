import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { inPythonProject } from './debian-python.ts';

jest.setTimeout(120_000);

const PSY_WORKER = fileURLToPath(
  new URL('../../../jobs/dist/worker/psy-worker.js', import.meta.url),
);
/** Prints the largest memory of a process in KiB when it ends. That of getrusage has the parent's. */
const TELL_MEMORY = `import { readFileSync } from 'node:fs';
process.on('exit', () => console.log(/VmHWM:[^0-9]*([0-9]+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]));`;
const ROWS = 50;

const { project, psy } = inPythonProject();

test('a job holds few of its large results: of 400 MB, less than 200 MiB', async () => {
  project().write(
    'psy-tasks/task_big.py',
    `import numpy as np
from psyrun import Param
from psyrun.store.npz import NpzStore

store = NpzStore()
max_jobs = 1
pspace = Param(x=range(${ROWS}))


def execute(x):
    return {'y': np.arange(1000000) + 0.5 * x}
`,
  );
  expect((await psy('run')).status).toBe(0);

  const out = project().path('psy-work/big/out');
  for (const journal of readdirSync(out)) rmSync(`${out}/${journal}`);
  const whole = memoryOfJob();
  expect(readdirSync(out)).toHaveLength(1);
  expect(whole).toBeGreaterThan(40); // It was measured.
  expect(whole).toBeLessThan(200);
});

/** Runs the job of the task again by hand. Returns its largest memory in MiB. */
function memoryOfJob(): number {
  const tell = `data:text/javascript,${encodeURIComponent(TELL_MEMORY)}`;
  const job = project().path('psy-work/big/big:process.json');
  const { status, stdout } = spawnSync(process.execPath, ['--import', tell, PSY_WORKER, job, '0'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(status).toBe(0);
  return Number(stdout.trim().split('\n').at(-1)) / 1024;
}
