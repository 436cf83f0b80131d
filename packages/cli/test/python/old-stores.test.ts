import { expect, test } from '@jest/globals';
import { inPythonProject } from './debian-python.ts';

const { project, psy } = inPythonProject();

/** Python that saves a table as the stores of psyrun 0.8 did. */
const SAVE = {
  pkl: "import pickle\nsave = lambda f, t: pickle.dump(t, open(f, 'wb'))",
  npz: 'import numpy\nsave = lambda f, t: numpy.savez(f, **t)',
  h5: `import numpy, tables
def save(f, t):
    with tables.open_file(f, 'w') as h5:
        group = h5.create_group('/', 'psyrun')
        for key, values in t.items():
            values = numpy.array(values)
            h5.create_earray(group, key, obj=values)`,
};
type Ext = keyof typeof SAVE;

const LOAD = {
  pkl: "import pickle\nload = lambda f: pickle.load(open(f, 'rb'))",
  npz: 'import numpy\nload = lambda f: {k: v.tolist() for k, v in numpy.load(f).items()}',
  h5: `import tables
def load(f):
    with tables.open_file(f) as h5:
        return {node._v_name: node.read().tolist() for node in h5.iter_nodes('/psyrun')}`,
};

/** Leaves files as a backend of psyrun 0.8 did. */
function leave(ext: Ext, tables: Record<string, object>): void {
  project().write('tables.json', JSON.stringify(tables));
  project().python(`import json, os
${SAVE[ext]}
for name, table in json.load(open('tables.json')).items():
    path = os.path.join('psy-work/a', name + '.${ext}')
    os.makedirs(os.path.dirname(path), exist_ok=True)
    save(path, table)`);
}

const loaded = (ext: Ext, file: string) =>
  project().python(`${LOAD[ext]}\nprint(dict(sorted(load('${file}.${ext}').items())))`);

const STORE = { pkl: 'pickle:PickleStore', npz: 'npz:NpzStore', h5: 'h5:H5Store' };

function task(ext: Ext, more = ''): string {
  const [module, name] = STORE[ext].split(':');
  return `from psyrun import Param, LoadBalancingBackend
from psyrun.store.${module} import ${name}
store = ${name}()
pspace = Param(x=[1.0, 2.0, 3.0])
${more}

def execute(x):
    open('evaluated', 'a').write('%g ' % x)
    return {'y': x * x, 'v': [x, x]}
`;
}

const RESULT = `{'v': [[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]], 'x': [1.0, 2.0, 3.0], 'y': [1.0, 4.0, -9.5]}`;

/** What the distribute backend and load balancing leave before they are ready. */
const LAYOUTS = {
  distribute: (ext: Ext) => ({
    pspace: { x: [1.0, 2.0, 3.0] },
    'in/0': { x: [1.0, 2.0] },
    'in/1': { x: [3.0] },
    'out/0': { x: [1.5 - 0.5], y: [1.0], v: [[1.0, 1.0]] },
    [ext === 'h5' ? 'out/1.part' : 'out/1']: { x: [3.0], y: [-9.5], v: [[3.0, 3.0]] },
  }),
  'load balancing': () => ({
    in: { x: [1.0, 2.0, 3.0] },
    'result.part': { x: [1.0, 3.0], y: [1.0, -9.5], v: [[1.0, 1.0], [3.0, 3.0]] }, // prettier-ignore
  }),
};

const CASES = (['pkl', 'npz', 'h5'] as const).flatMap((ext) =>
  (['distribute', 'load balancing'] as const).map((backend) => [ext, backend] as const),
);

test.each(CASES)(
  '.%s files of %s are taken over, and the rest is evaluated',
  async (ext, backend) => {
    const more = backend === 'distribute' ? '' : 'backend = LoadBalancingBackend\nmax_jobs = 1';
    project().write('psy-tasks/task_a.py', task(ext, more));
    leave(ext, LAYOUTS[backend](ext));
    expect((await psy('status', 'a')).stdout).toContain('2 out of 3 rows completed');
    const { status, stderr } = await psy('run', '-c', 'a');
    expect(stderr).toContain('2 rows of Python psyrun are in ');
    expect(status).toBe(0);
    expect(project().read('psy-tasks/evaluated')).toBe('2 ');
    // JavaScript reads the floats of a pickle as numbers; -9.5 makes theirs floats again.
    const floats = ext === 'pkl' ? loaded(ext, 'psy-work/a/result').replace(/\b1(?=[,\]])/g, '1.0').replace(/\b3(?=[,\]])/g, '3.0') : loaded(ext, 'psy-work/a/result'); // prettier-ignore
    expect(floats).toBe(RESULT);
  },
);

test.each(CASES)('psy merge takes no parameters of .%s files of %s', async (ext, backend) => {
  leave(ext, LAYOUTS[backend](ext));
  const merged = await psy('merge', 'psy-work/a', `merged.${ext}`);
  expect(merged).toMatchObject({ status: 0, stderr: expect.stringMatching(/2 rows/) });
  expect(loaded(ext, 'merged')).toMatch(/'x': \[1(\.0)?, 3(\.0)?\], 'y': \[1(\.0)?, -9\.5\]/);
});

test('psy fsck tells the files of Python psyrun, and damages none', async () => {
  project().write('psy-tasks/task_a.py', task('pkl'));
  leave('pkl', LAYOUTS.distribute('pkl'));
  const first = await psy('fsck', 'a');
  expect(first.stderr + first.stdout).not.toContain('damaged');
  await psy('fsck', '--repair', 'a');
  expect((await psy('status', 'a')).stdout).toContain('2 out of 3 rows completed');
});
