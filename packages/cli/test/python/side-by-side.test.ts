import { expect, test } from '@jest/globals';
import { psyHere } from '../fixtures/psy-here.ts';
import { inPythonProject, PYTHON } from './debian-python.ts';

const { project, psy } = inPythonProject();

test.each([
  ['typescript', ['task_a.ts']],
  ['python', ['task_a.py']],
  ['command', ['task_a.ts']],
  // A function in R, run by Rscript.
  ['r', ['a.R', 'task_a.ts']],
])('a new task in %s runs as it stands', async (language, files) => {
  const written = await psy('new-task', '--language', language, 'a');
  const names = files.map((name) => `psy-tasks/${name}`).join(' and ');
  expect(written.stderr).toBe(`Wrote ${names}. Try one row with: psy test a\n`);
  const { status, stdout } = await psy('test', 'a');
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^a\n\{ radius: 0, trial: 0, area: .* \}\n$/),
  });
});

test('an unknown language is refused with the known ones', async () => {
  expect(await psy('new-task', '-l', 'pyton', 'a')).toMatchObject({
    status: 2,
    stderr: 'psy: error: There is no template for "pyton". Did you mean python? [PSYRUN_USAGE]\n',
  });
});

const PYTHON_TASK =
  'from psyrun import Param\npspace = Param(x=[1, 2])\n\n\ndef execute(x):\n    return {"y": x}\n';
const OTHER_TASK = 'export const execute = () => ({});\n';

test('tasks in both languages are listed, and one Python describes all', async () => {
  project().write(
    'python',
    `#!/bin/sh\necho start >> "$(dirname "$0")/starts"\nexec ${PYTHON} "$@"\n`,
  );
  project().makeExecutable('python');
  process.env['PSYRUN_PYTHON'] = project().path('python');
  for (let i = 0; i < 20; i++) project().write(`psy-tasks/task_p${10 + i}.py`, PYTHON_TASK);
  project().write('psy-tasks/task_t.ts', OTHER_TASK);
  const { status, stdout } = await psy('list');
  expect(status).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(21);
  expect(project().read('starts')).toBe('start\n');
});

test('without Python, the other tasks are listed, and one line says what is missing', async () => {
  process.env['PSYRUN_PYTHON'] = '/no/python';
  for (const name of ['a', 'b']) project().write(`psy-tasks/task_${name}.py`, PYTHON_TASK);
  project().write('psy-tasks/task_t.ts', OTHER_TASK);
  const { status, stdout, stderr } = await psy('list');
  expect({ status, stdout }).toEqual({ status: 2, stdout: 't\n' });
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(
      /task_a\.py, task_b\.py cannot be used: .*\/no\/python could not be started/,
    ),
  ]);
});

test('without the plug-in, the other tasks are listed, and one line says what to install', async () => {
  for (const name of ['a', 'b']) project().write(`psy-tasks/task_${name}.py`, PYTHON_TASK);
  project().write('psy-tasks/task_t.ts', OTHER_TASK);
  const { status, stdout, stderr } = await psyHere(project(), ['list']);
  expect({ status, stdout }).toEqual({ status: 2, stdout: 't\n' });
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(
      /task_a\.py, task_b\.py cannot be used: .* npm install @psyrun\/evaluator-python/,
    ),
  ]);
});

test('-c after the space has grown evaluates the new rows; changed code is refused with a diff', async () => {
  project().write('psy-tasks/task_a.py', PYTHON_TASK);
  expect((await psy('run', 'a')).status).toBe(0);
  const grown = PYTHON_TASK.replace('[1, 2]', '[1, 2, 3]');
  project().write('psy-tasks/task_a.py', grown);
  const continued = await psy('run', '-c', 'a');
  expect(continued.stderr).toContain('Continuing: 2 of 3 rows are done already.');
  expect(
    project().python("import pickle; print(pickle.load(open('psy-work/a/result.pkl', 'rb')))"),
  ).toBe("{'x': [1, 2, 3], 'y': [1, 2, 3]}");
  project().write(
    'psy-tasks/task_a.py',
    grown.replace('"y": x', '"y": x + 1').replace('3]', '3, 4]'),
  );
  const refused = await psy('run', '-c', 'a');
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('-    return {"y": x}');
  expect(refused.stderr).toContain('+    return {"y": x + 1}');
});

test('rows drawn at random stay those of the run, also with -c', async () => {
  project().write(
    'psy-tasks/task_a.py',
    `import random
from psyrun import Param
pspace = Param(x=[random.random() for _ in range(4)])
max_jobs = 1


def execute(x):
    open("seen", "a").write("%r\\n" % x)
    if len(open("seen").readlines()) == 2:
        raise ValueError("once")
    return {"y": x}
`,
  );
  expect((await psy('run', 'a')).status).toBe(1);
  expect((await psy('run', '-c', 'a')).status).toBe(0);
  const [first, failed, third, fourth, again] = project().read('psy-tasks/seen').trim().split('\n');
  expect(again).toBe(failed);
  const rows = project().python(
    "import pickle; print(pickle.load(open('psy-work/a/result.pkl', 'rb'))['y'])",
  );
  expect(rows).toBe(`[${[first, failed, third, fourth].join(', ')}]`);
});
