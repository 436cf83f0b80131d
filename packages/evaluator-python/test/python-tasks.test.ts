import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DescribedTask, PsyrunError } from '@psyrun/core';
import { PythonTasks } from '../src/index.ts';
import { PYTHONS } from './pythons.ts';

let cwd: string;
const before = process.env['PSYRUN_PYTHON'];
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "psyrun 'µ' "));
  mkdirSync(join(cwd, 'tasks'));
  process.env['PSYRUN_PYTHON'] = PYTHONS[0]!.python;
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
  if (before === undefined) delete process.env['PSYRUN_PYTHON'];
  else process.env['PSYRUN_PYTHON'] = before;
});

const EXECUTE = 'def execute(**row):\n    return {}\n';

async function describeFiles(files: Record<string, string>) {
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(cwd, 'tasks', name), content);
  }
  const tasks = Object.keys(files).filter((name) => name.startsWith('task_'));
  return new PythonTasks().describe(
    tasks.map((name) => `tasks/${name}`),
    { taskdir: 'tasks', cwd },
  );
}

async function described(content: string, others: Record<string, string> = {}) {
  const answers = await describeFiles({ 'task_a.py': content, ...others });
  return answers.get('tasks/task_a.py') as DescribedTask & PsyrunError;
}

test('settings alone are those of a description, without spaces and code', async () => {
  const files = {
    'task_a.py': `name = 'first'\nmax_jobs = 3\nstore = '.npz'\n${EXECUTE}`,
    'task_b.py': 'def execute(:\n',
    'task_c.py': 'pspace = 3\n' + EXECUTE,
    'task_d.py': `max_jobs = None\nscheduler_args = {'n': lambda job: 1 / 0}\n${EXECUTE}`,
    'psy-conf.py': 'pool_size = 4\n',
  };
  const described = await describeFiles(files);
  const names = [...described.keys()];
  const settings = await new PythonTasks().settings(names, { taskdir: 'tasks', cwd });
  const [a, b, c, d] = names;
  expect(settings.get(a!)).toEqual({ name: 'first', maxJobs: 3, store: '.npz', poolSize: 4 });
  expect(settings.get(a!)).toEqual((described.get(a!) as DescribedTask).settings);
  for (const file of [b!, c!]) {
    expect(settings.get(file)).toMatchObject({
      message: (described.get(file) as PsyrunError).message,
    });
  }
  // Functions of the scheduler are not called: no job is to be submitted.
  expect(settings.get(d!)).toMatchObject({ poolSize: 4, maxJobs: 1 });
});

test('settings are those of the file, else those of psy-conf.py; other names are ignored', async () => {
  const { settings } = await described(
    `from psyrun import Param, LoadBalancingBackend
from psyrun.scheduler import Slurm
from psyrun.store.npz import NpzStore
pspace = Param(x=[1, 2, 3])
backend = LoadBalancingBackend
scheduler = Slurm()
scheduler_args = {'timelimit': lambda job: '2h' if job.endswith(':1') else '1h', 'memory': '1G'}
store = NpzStore()
max_jobs = None
exclude_from_result = 'y'
file_dep = ['data.txt']
resultfile = None
reuse = ['b', {'from': '../c', 'code': 'abcdef01'}]
poolsize = 'unknown'
${EXECUTE}`,
    { 'psy-conf.py': 'pool_size = 4\nmin_items = 2\nmax_jobs = 7\nname = "no default"\n_x = 1\n' },
  );
  const { schedulerArgs, ...others } = settings as Record<string, unknown>;
  expect(others).toEqual({
    ...{ backend: 'load-balancing', scheduler: 'slurm', store: '.npz', maxJobs: 3 },
    ...{ excludeFromResult: ['y'], fileDep: ['data.txt'], poolSize: 4, minItems: 2 },
    reuse: ['b', { from: '../c', code: 'abcdef01' }],
  });
  const { timelimit, memory } = schedulerArgs as {
    timelimit: (job: string) => string;
    memory: string;
  };
  expect([timelimit('a:process:1'), timelimit('a:merge'), memory]).toEqual(['2h', '1h', '1G']);
});

test('the space and a program that takes rows by index', async () => {
  const task = await described(
    `from psyrun import Param\npspace = Param(x=[1, 2]) * Param(y=[3.5])\n${EXECUTE}`,
  );
  expect([...task.pspace]).toEqual([
    { x: 1, y: 3.5 },
    { x: 2, y: 3.5 },
  ]);
  expect(task.program).toMatchObject({
    rows: 'index',
    program: { cwd: join(cwd, 'tasks') },
    load: { file: join(cwd, 'tasks/task_a.py') },
  });
  expect(task.packages).toMatchObject({ python: PYTHONS[0]!.version });
});

test('python names the interpreter of the jobs', async () => {
  const task = await described(`python = '/opt/bin/python'\n${EXECUTE}`);
  expect(task.program.program.argv[0]).toBe('/opt/bin/python');
  expect(task.settings).toEqual({});
});

test('one process loads all files, relative to the working directory', async () => {
  const files = await describeFiles({
    'task_a.py': `import sys\nsys.shared = __file__\nname = __file__.replace('/', '|')\n${EXECUTE}`,
    'task_b.py': `import sys\nname = sys.shared.replace('/', '|') + __name__\n${EXECUTE}`,
  });
  expect([...files.values()]).toMatchObject([
    { settings: { name: 'tasks|task_a.py' } },
    { settings: { name: 'tasks|task_a.pytask_b' } },
  ]);
});

test.each([
  [
    'x = 1 +',
    'PSYRUN_TASK_LOAD',
    /tasks\/task_a\.py could not be loaded: SyntaxError: invalid syntax/,
  ],
  ['import sys\nsys.exit(3)', 'PSYRUN_TASK_LOAD', /SystemExit: 3/],
  [
    'pspace = 3',
    'PSYRUN_TASK_INVALID',
    /tasks\/task_a\.py: pspace is 3\. Expected a parameter space/,
  ],
  ['x = 1', 'PSYRUN_TASK_INVALID', /There is no function execute in the file\./],
  [
    `exclude_from_result = 3\n${EXECUTE}`,
    'PSYRUN_TASK_INVALID',
    /exclude_from_result is 3\. Expected a list of strings/,
  ],
  [
    `from psyrun import Param\npspace = Param(x=(i for i in [1]))\n${EXECUTE}`,
    'PSYRUN_TASK_INVALID',
    /x is a generator, which cannot be pickled/,
  ],
  [`reuse = [3]\n${EXECUTE}`, 'PSYRUN_TASK_INVALID', /reuse is \[3\]\. Expected a list of names/],
  [`pool_size = 0\n${EXECUTE}`, 'PSYRUN_TASK_INVALID', /pool_size is 0\. Expected a whole number/],
  [
    `from psyrun.store import Store\nclass Mine(Store):\n    ext = '.m'\nstore = Mine()\n${EXECUTE}`,
    'PSYRUN_TASK_INVALID',
    /store is Mine, a store of your own in Python\. Write it as a plug-in for psy/,
  ],
  [
    `from psyrun.scheduler import Scheduler\nclass Mine(Scheduler):\n    pass\nscheduler = Mine()\n${EXECUTE}`,
    'PSYRUN_TASK_INVALID',
    /scheduler is Mine, which is written in Python\. Write it as a plug-in for psy/,
  ],
  [
    `from psyrun.backend import Backend\nclass Mine(Backend):\n    pass\nbackend = Mine\n${EXECUTE}`,
    'PSYRUN_TASK_INVALID',
    /backend is Mine, which is written in Python\. Write it as a plug-in for psy/,
  ],
  [
    `from psyrun.scheduler import ExternalScheduler, JobStatus\nclass Mine(ExternalScheduler):\n    KNOWN = {'t': ExternalScheduler.ShortOption('-t')}\nscheduler = Mine()\n${EXECUTE}`,
    'PSYRUN_TASK_INVALID',
    /scheduler is Mine, which is written in Python\. Write it as a plug-in for psy/,
  ],
  [
    `from psyrun import Slurm\nSlurm().submit(['a'], 'log')\n${EXECUTE}`,
    'PSYRUN_TASK_LOAD',
    /NotCarriedOver: psyrun\.scheduler\.Slurm\.submit is not carried over.* from the command line\./,
  ],
  ...[
    ['backend.base', 'JobSourceFile'],
    ['backend.distribute', 'Splitter'],
    ['backend.load_balancing', 'LoadBalancingWorker'],
    ['jobs', 'JobChain'],
  ].map(([module, name]): [string, string, RegExp] => [
    `from psyrun.${module} import ${name}\n${EXECUTE}`,
    'PSYRUN_TASK_LOAD',
    new RegExp(`NotCarriedOver: psyrun\\.${module}\\.${name} is not.* of your own is a plug-in\\.`),
  ]),
  [
    `from psyrun.tasks import TaskDef\n${EXECUTE}`,
    'PSYRUN_TASK_LOAD',
    /NotCarriedOver: psyrun\.tasks\.TaskDef is not carried over/,
  ],
])('a file that cannot be used says why: %j', async (content, code, message) => {
  const task = await described(content);
  expect(task.code).toBe(code);
  expect(task.message).toMatch(message);
});

test('an exception shows the line of the file, and no line of psyrun', async () => {
  const { cause } = await described('def f():\n    raise KeyError("q")\nf()');
  const { stack } = cause as Error;
  expect(stack).toMatch(/File "tasks\/task_a\.py", line 2, in f\n {4}raise KeyError\("q"\)\n/);
  expect(stack).not.toContain('psyrun_task');
});

test('a psy-conf.py that fails concerns all files', async () => {
  const files = describeFiles({ 'task_a.py': EXECUTE, 'psy-conf.py': '1 / 0' });
  await expect(files).rejects.toMatchObject({
    code: 'PSYRUN_TASK_LOAD',
    message: 'tasks/psy-conf.py could not be loaded: ZeroDivisionError: division by zero',
  });
});

test('a file that ends the process is told', async () => {
  const files = describeFiles({ 'task_a.py': 'import os\nos._exit(3)\n' });
  await expect(files).rejects.toMatchObject({
    code: 'PSYRUN_EVALUATOR',
    message: expect.stringContaining('ended with exit code 3 while it loaded tasks/task_a.py.'),
  });
});

test('a Python that does not start is told', async () => {
  process.env['PSYRUN_PYTHON'] = join(cwd, 'no-python');
  await expect(describeFiles({ 'task_a.py': EXECUTE })).rejects.toMatchObject({
    code: 'PSYRUN_EVALUATOR',
    message: expect.stringMatching(
      /could not be started: spawn .* ENOENT\. Name another one with PSYRUN_PYTHON/,
    ),
  });
});

const BASE = `"""What it does."""
import numpy_or_not as np
from psyrun import Param, Slurm
from helper import limit
FACTOR = 2
def values():
    return [1, 2]
pspace = Param(x=values())
max_jobs = 3
def execute(x):
    return {'y': FACTOR * limit(x)}
`.replace('import numpy_or_not as np', 'import math as np');
const HELPER = 'def limit(x):\n    return min(x, 3)\n';

async function digests(task: string, helper = HELPER): Promise<string[]> {
  return codeOf(await described(task, { 'helper.py': helper }));
}

function codeOf({ program }: DescribedTask): string[] {
  return Object.values(program.load!['code'] as Record<string, string>);
}

/** Changes that leave the digest as it is. */
const SAME: Record<string, string> = {
  'a comment': BASE.replace('FACTOR = 2', 'FACTOR = 2  # twice'),
  formatting: BASE.replace('FACTOR * limit(x)', '(FACTOR   *\n        limit(x))'),
  'a docstring': BASE.replace('What it does.', 'What it does now.'),
  'the space': BASE.replace('Param(x=values())', 'Param(x=values()) * Param(z=[1])'),
  'another line of the space': BASE.replace('max_jobs', 'pspace = pspace + Param(x=[9])\nmax_jobs'),
  'a function of the space': BASE.replace('return [1, 2]', 'return [1, 2, 3]'),
  'a setting': BASE.replace('max_jobs = 3', 'max_jobs = 4\nscheduler = Slurm()'),
  'a function of a setting': BASE.replace(
    'max_jobs = 3',
    "scheduler_args = {'timelimit': lambda name: '5m'}",
  ),
  'line ends': BASE.replaceAll('\n', '\r\n'),
};

/** Changes that have to change it. */
const OTHER: Record<string, string> = {
  'a constant': BASE.replace('FACTOR = 2', 'FACTOR = 3'),
  'the type of a constant': BASE.replace('FACTOR = 2', 'FACTOR = 2.0'),
  'the function': BASE.replace('FACTOR *', 'FACTOR +'),
  'the order of operands': BASE.replace('FACTOR * limit(x)', 'limit(x) * FACTOR'),
  'a default argument': BASE.replace('execute(x)', 'execute(x, n=1)'),
  'a decorator': BASE.replace('def execute', '@np.vectorize\ndef execute').replace(
    'import math as np',
    'import types as np\nnp.vectorize = lambda f: f',
  ),
  'an import': BASE.replace('math as np', 'cmath as np'),
  'a function that reads the space': BASE.replace('return {', 'len(pspace)\n    return {'),
  'an effect of loading': BASE.replace('FACTOR', 'np.floor(1)\nFACTOR'),
  'the seed of random numbers': BASE.replace('FACTOR', 'import random; random.seed(1)\nFACTOR'),
  setup: `${BASE}def setup(proc_id):\n    return {}\n`,
};

describe('the digest of code', () => {
  test.each(PYTHONS)('is that of any Python and counts what it has to: $version', async (one) => {
    process.env['PSYRUN_PYTHON'] = PYTHONS[0]!.python;
    const expected = (await digests(BASE)).join();
    process.env['PSYRUN_PYTHON'] = one.python;
    const variants = { base: BASE, ...SAME, ...OTHER };
    const contents = Object.values(variants);
    const files = contents.map((content, i) => [`task_${i}.py`, content] as const);
    const answers = await describeFiles({ ...Object.fromEntries(files), 'helper.py': HELPER });
    const found = Object.keys(variants).map((name, i) => {
      const task = answers.get(`tasks/task_${i}.py`) as DescribedTask & PsyrunError;
      return [name, task.program ? codeOf(task).join() === expected : task.message];
    });
    expect(new Set(contents).size).toBe(contents.length);
    expect(Object.fromEntries(found)).toEqual({
      base: true,
      ...Object.fromEntries(Object.keys(SAME).map((name) => [name, true])),
      ...Object.fromEntries(Object.keys(OTHER).map((name) => [name, false])),
    });
  });

  test('counts a module beside the file', async () => {
    expect(await digests(BASE, HELPER.replace('3', '4'))).not.toEqual(await digests(BASE));
  });
});
