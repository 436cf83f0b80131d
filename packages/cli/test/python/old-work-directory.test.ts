import { expect, test } from '@jest/globals';
import { inPythonProject } from './debian-python.ts';

const { project, psy } = inPythonProject();

/** Leaves files as the distribute backend of psyrun 0.8 did: tables by their names. */
function leave(tables: Record<string, object>): void {
  project().write('tables.json', JSON.stringify(tables));
  project().python(`import json, os, pickle
for name, table in json.load(open('tables.json')).items():
    path = os.path.join('psy-work/a', name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    pickle.dump(table, open(path, 'wb'))`);
}

const PARAMETERS = {
  'pspace.pkl': { x: [1, 2, 3] },
  'in/0.pkl': { x: [1, 2] },
  'in/1.pkl': { x: [3] },
};

async function merged(): Promise<string> {
  const { status, stderr } = await psy('merge', 'psy-work/a', 'merged.pkl');
  expect(stderr).not.toContain('rror');
  expect(status).toBe(0);
  return project().python("import pickle; print(pickle.load(open('merged.pkl', 'rb')))");
}

test('psy merge takes the result of Python psyrun, and no parameters', async () => {
  leave({
    ...PARAMETERS,
    'out/0.pkl': { x: [1, 2], y: [1, 4] },
    'result.pkl': { x: [1, 2, 3], y: [1, 4, 9] },
  });
  expect(await merged()).toBe("{'x': [1, 2, 3], 'y': [1, 4, 9]}");
});

test('without a result, it takes what the jobs of Python psyrun have done', async () => {
  leave({
    ...PARAMETERS,
    'out/0.pkl': { x: [1, 2], y: [1, 4] },
    'out/1.part.pkl': { x: [3], y: [9] },
  });
  expect(await merged()).toBe("{'x': [1, 2, 3], 'y': [1, 4, 9]}");
});

test('with parameters alone, there is nothing to merge', async () => {
  leave(PARAMETERS);
  expect(await psy('merge', 'psy-work/a', 'merged.pkl')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining(
      'psy-work/a holds no journals and no files of an installed store.',
    ),
  });
});

const TASK = `from psyrun import Param
pspace = Param(x=[1, 2, 3])


def execute(x):
    open('evaluated', 'a').write('%d ' % x)
    return {'y': x * x}
`;

test.each([
  ['the result', { 'result.pkl': { x: [1, 3], y: [1, -9] } }],
  ['files of jobs', { 'out/0.pkl': { x: [1], y: [1] }, 'out/1.part.pkl': { x: [3], y: [-9] } }],
])(
  'psy status counts rows of %s of Python psyrun, and -c evaluates the others',
  async (_, tables) => {
    project().write('psy-tasks/task_a.py', TASK);
    leave({ ...PARAMETERS, ...tables });
    expect((await psy('status', 'a')).stdout).toContain('2 out of 3 rows completed');
    const { status, stderr } = await psy('run', '-c', 'a');
    expect(stderr).toContain('2 rows of Python psyrun are in ');
    expect(status).toBe(0);
    expect(project().read('psy-tasks/evaluated')).toBe('2 ');
    const result = project().python(
      "import pickle; print(pickle.load(open('psy-work/a/result.pkl', 'rb')))",
    );
    expect(result).toBe("{'x': [1, 2, 3], 'y': [1, 4, -9]}");
  },
);

test('a result without a parameter of the space is refused', async () => {
  project().write('psy-tasks/task_a.py', TASK);
  leave({ ...PARAMETERS, 'result.pkl': { y: [1, 9] } });
  expect((await psy('run', '-c', 'a')).stderr).toContain(
    'result.pkl of Python psyrun has no column x, so nothing tells which rows it has.',
  );
});

/** A column that no array has: integers and floats, of which some are whole. */
const MIXED = '[1, 1.0, 2, 2.5]';
const READ = "import pickle; print(pickle.load(open('%', 'rb'))['y'])";

/** Leaves the results of four jobs, one row each, or one result of them all. */
function leaveMixed(inJobs: boolean): void {
  project().python(`import os, pickle
os.makedirs('psy-work/a/out')
pickle.dump({'x': [1, 2, 3, 4]}, open('psy-work/a/pspace.pkl', 'wb'))
y = ${MIXED}
for i in range(4) if ${inJobs ? 1 : 0} else ():
    pickle.dump({'x': [i + 1], 'y': [y[i]]}, open('psy-work/a/out/%d.pkl' % i, 'wb'))
if not ${inJobs ? 1 : 0}:
    pickle.dump({'x': [1, 2, 3, 4], 'y': y}, open('psy-work/a/result.pkl', 'wb'))`);
}

test.each([true, false])('numbers stay integers or floats, of jobs: %p', async (inJobs) => {
  leaveMixed(inJobs);
  expect((await psy('merge', 'psy-work/a', 'merged.pkl')).status).toBe(0);
  expect(project().python(READ.replace('%', 'merged.pkl'))).toBe(MIXED);
  project().write('psy-tasks/task_a.py', TASK.replace('3]', '3, 4]'));
  expect((await psy('run', '-c', 'a')).status).toBe(0);
  expect(project().python(READ.replace('%', 'psy-work/a/result.pkl'))).toBe(MIXED);
});

test('whole floats of a pickle become floats of an array', async () => {
  project().python(`import os, pickle
os.makedirs('psy-work/a')
pickle.dump({'x': [1, 2], 'y': [1.0, 2.0]}, open('psy-work/a/result.pkl', 'wb'))`);
  expect((await psy('merge', 'psy-work/a', 'merged.npz')).status).toBe(0);
  const types = "import numpy as np; f = np.load('merged.npz'); print(f['x'].dtype, f['y'].dtype)";
  expect(project().python(types)).toBe('int64 float64');
});
