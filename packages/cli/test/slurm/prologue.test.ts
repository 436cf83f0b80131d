import { expect, jest, test } from '@jest/globals';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { inPythonProject, PYTHON } from '../python/debian-python.ts';
import { newSweep, type ClusterSweep } from './cluster-sweep.ts';

/** Functions in Python in jobs of a real Slurm: after a prologue, and with other versions on the nodes. */
new RealSlurm();
jest.setTimeout(240_000);
const { project, psy } = inPythonProject();

const PROLOGUE = `
mkdir -p "$FOLDER/bin"
ln -sf /usr/bin/python3 "$FOLDER/bin/python3"
export PATH="$FOLDER/bin:$PATH" MODULE_IS_LOADED=yes`;

/** Writes the Python file and the task file of a sweep. The prologue stands for `module load`. */
function writeTask(sweep: ClusterSweep, prologue: string): void {
  sweep.write('tasks/model.py', [
    'import os, sys',
    'def simulate(n):',
    "    psyrun = open('/proc/%d/environ' % os.getppid()).read()",
    "    with open(os.environ['FOLDER'] + '/seen', 'a') as seen:",
    "        loaded = [os.environ['MODULE_IS_LOADED'], 'MODULE_IS_LOADED' in psyrun]",
    "        seen.write('%s %s %s\\n' % (sys.executable, loaded[0], loaded[1]))",
    "    return {'square': n ** 2}",
  ]);
  sweep.write('tasks/task_t.ts', [
    `import { dirname } from 'node:path';`,
    `import { fileURLToPath } from 'node:url';`,
    `import { param, python, range } from 'psyrun';`,
    `const folder = dirname(dirname(fileURLToPath(import.meta.url)));`,
    `export const workdir = folder + '/work';`,
    `export const pspace = param({ n: range(2) });`,
    `export const scheduler = 'slurm';`,
    `export const schedulerArgs = { timelimit: '5m' };`,
    `export const maxJobs = 1;`,
    `export const evaluator = python('./model.py', 'simulate', {`,
    `  env: { FOLDER: folder },`,
    `  prologue: ${JSON.stringify(prologue)},`,
    `});`,
  ]);
}

test('a prologue puts another Python first, for the function alone', async () => {
  const sweep = newSweep({ rows: 2 });
  writeTask(sweep, PROLOGUE);
  await sweep.succeeds('run', '--wait');
  await sweep.expectCertified();
  for (const line of sweep.read('seen').trim().split('\n')) {
    expect(line).toMatch(/\/bin\/python3 yes False$/);
    expect(line.startsWith('/usr/bin')).toBe(false);
  }
});

test('a prologue that fails on the node fails the job with its own words', async () => {
  const sweep = newSweep({ rows: 2 });
  writeTask(sweep, `${PROLOGUE}\n[ -z "$SLURM_JOB_ID" ] || no-such-module load python`);
  const { status, stdout, stderr } = await sweep.psy('run', '--wait');
  expect(status).toBe(1);
  expect(`${stdout}${stderr}${await sweep.psy('logs').then((one) => one.stdout)}`).toMatch(
    /no-such-module: command not found/,
  );
});

test('the log tells which versions on the nodes differ from those where the run began', async () => {
  // The Python of the nodes has packages of its own.
  project().write(
    'node/python3',
    `#!/bin/sh
export PYTHONPATH="$(dirname "$0")/dist-packages"
exec ${PYTHON} "$@"
`,
  );
  project().makeExecutable('node/python3');
  project().write('node/dist-packages/model.py', "__version__ = '2.0'\n");
  project().write('login/dist-packages/model.py', "__version__ = '1.9'\n");
  project().write(
    'psy-tasks/task_t.py',
    `import sys
sys.path.append('login/dist-packages')
import model
from psyrun import Param
from psyrun.scheduler import Slurm

pspace = Param(n=range(2))
python = ${JSON.stringify(project().path('node/python3'))}
scheduler = Slurm()
scheduler_args = {'timelimit': '5m'}
max_jobs = 1


def execute(n):
    return {'version': model.__version__}
`,
  );
  expect(await psy('run', '--wait')).toMatchObject({ status: 0 });
  expect((await psy('logs', 't')).stdout).toContain(
    'Warning: model is 2.0 here, and 1.9 where the run began.\n',
  );
  const certificate = project().read('psy-work/t/result.certificate.json');
  expect(JSON.parse(certificate)).toMatchObject({ versions: { model: '2.0' } });
});
