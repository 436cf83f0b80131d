import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LoopbackRegistry } from '../src/loopback-registry.ts';
import { UserProject } from '../src/user-project.ts';
import { packedRegistry } from './fixtures/packed-registry.ts';
import { TASK } from './fixtures/task.ts';

let registry: LoopbackRegistry;
let project: UserProject;
beforeAll(async () => {
  registry = await packedRegistry();
  project = new UserProject(registry);
  project.env['PSYRUN_PYTHON'] = '/usr/bin/python3';
});
afterAll(async () => {
  project.remove();
  await registry.close();
});

const PYTHON_TASK = `from psyrun import Param
pspace = Param(x=[1, 2, 3])


def execute(x):
    return {"y": x * x}
`;

test('without the plug-in, other tasks work, and one line says what to install', async () => {
  await project.install('@psyrun/cli');
  project.write({ 'psy-tasks/task_areas.js': TASK, 'psy-tasks/task_x.py': PYTHON_TASK });
  const { exitCode, stdout, stderr } = await project.psy('list');
  expect({ exitCode, stdout: stdout.trim() }).toEqual({ exitCode: 2, stdout: 'areas' });
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringContaining('npm install @psyrun/evaluator-python'),
  ]);
  expect((await project.psy('run', 'areas')).exitCode).toBe(0);
});

test('the packed plug-in runs a task file in Python', async () => {
  await project.install('@psyrun/evaluator-python');
  const { exitCode, stderr } = await project.psy('run', 'x');
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  expect(stderr).toContain('x/result.pkl (3 rows, complete)');
  expect((await project.psy('verify', 'x')).exitCode).toBe(0);
});

test('without Python, other tasks work, and one line says what is missing', async () => {
  project.env['PSYRUN_PYTHON'] = '/no/python';
  const { exitCode, stdout, stderr } = await project.psy('list');
  expect({ exitCode, stdout: stdout.trim() }).toEqual({ exitCode: 2, stdout: 'areas' });
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringContaining('/no/python could not be started'),
  ]);
});
