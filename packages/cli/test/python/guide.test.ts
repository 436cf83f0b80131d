import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { PickleStore } from '@psyrun/store-pickle';
import { standInForSqsub } from '../../../../tools/sqsub/stand-in.mjs';
import { inPythonProject } from './debian-python.ts';

/** What the guide of Python psyrun tells its users to write. */
standInForSqsub();
jest.setTimeout(120_000);
const { project, psy } = inPythonProject();

const write = (name: string, ...lines: string[]) => project().write(name, `${lines.join('\n')}\n`);

async function result(name: string): Promise<Record<string, unknown[]>> {
  const table = await new PickleStore().load(project().path(`psy-work/${name}/result.pkl`));
  return Object.fromEntries(Object.entries(table).map(([key, column]) => [key, [...column]]));
}

test('the area of a circle by random points', async () => {
  write(
    'psy-tasks/task_mc_circle_area.py',
    'import numpy as np',
    'from psyrun import Param',
    'pspace = Param(radius=np.linspace(0., 1., 5)) * Param(trial=np.arange(4))',
    "exclude_from_result = ['x']",
    'def execute(radius, trial):',
    '    n = 100',
    '    x = np.random.random((n, 2)) * 2. - 1.',
    "    return {'a_frac': np.mean(np.linalg.norm(x, axis=1) < radius), 'x': x}",
  );
  const { status, stderr } = await psy('run', 'mc_circle_area');
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('20/20 rows') });
  const table = await result('mc_circle_area');
  expect(Object.keys(table).sort()).toEqual(['a_frac', 'radius', 'trial']);
  expect(table['radius']).toEqual([0, 0.25, 0.5, 0.75, 1].flatMap((r) => [r, r, r, r]));
  expect(table['a_frac']!.slice(0, 4)).toEqual([0, 0, 0, 0]);
  expect((await psy('verify', 'mc_circle_area')).status).toBe(0);
});

const ON_GPUS = [
  'from psyrun import Param',
  'from psyrun.backend import LoadBalancingBackend',
  'import pyopencl',
  'pspace = Param(i=range(12))',
  'backend = LoadBalancingBackend',
  'pool_size = 3',
  'max_jobs = 1',
  'def setup(proc_id):',
  "    return {'cl_context': pyopencl.create_some_context(answers=[0, proc_id]), 'sizes': [1, 2]}",
  'def execute(cl_context, sizes, i):',
  "    return {'device': cl_context.answers[1], 'whole': sizes == [1, 2]}",
];

test('several GPUs with load balancing: setup is called once for each process', async () => {
  write(
    'psy-tasks/pyopencl.py',
    'class Context(object):',
    '    def __init__(self, answers):',
    '        self.answers = answers',
    'def create_some_context(answers):',
    `    with open(${JSON.stringify(project().path('contexts'))}, 'a') as file:`,
    "        file.write('%s\\n' % answers)",
    '    return Context(answers)',
  );
  write('psy-tasks/task_gpus.py', ...ON_GPUS, "exclude_from_result = ['cl_context', 'sizes']");
  const { status, stderr } = await psy('run', 'gpus');
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('12/12 rows') });
  const { device, whole, i, ...others } = await result('gpus');
  expect({ i, whole, others }).toEqual({
    i: Array.from({ length: 12 }, (_, n) => n),
    whole: Array<boolean>(12).fill(true),
    others: {},
  });
  // A process that gets no row need not be set up.
  const contexts = project().read('contexts').trim().split('\n');
  expect(new Set(contexts).size).toBe(contexts.length);
  for (const one of contexts) expect(['[0, 0]', '[0, 1]', '[0, 2]']).toContain(one);
  for (const one of device!) expect(contexts).toContain(`[0, ${String(one)}]`);
});

test('a resource that cannot be a result is named once, and the way out works', async () => {
  write('psy-tasks/pyopencl.py', 'def create_some_context(answers):', '    return open(__file__)');
  const task = [...ON_GPUS.slice(0, -2), 'def execute(cl_context, sizes, i):', '    return {}'];
  write('psy-tasks/task_gpus.py', ...task, "backend = 'distribute'", 'pool_size = 1');
  const refused = await psy('run', 'gpus');
  expect(refused.status).toBe(1);
  expect(refused.stderr.match(/Key "cl_context"/g)).toHaveLength(1);
  expect(refused.stderr).toContain('leave the key out of the result with exclude_from_result');
  write(
    'psy-tasks/task_gpus.py',
    ...task,
    "backend = 'distribute'",
    'pool_size = 1',
    "exclude_from_result = ['cl_context']",
  );
  expect((await psy('run', '-c', 'gpus')).status).toBe(0);
  expect((await result('gpus'))['sizes']![0]).toEqual([1, 2]);
});

test('scheduler_args that are functions of the job name reach the scheduler, job by job', async () => {
  write(
    'psy-tasks/task_long.py',
    'from psyrun import Param, Sqsub',
    "workdir = 'psy-work'",
    'scheduler = Sqsub(workdir)',
    'scheduler_args = {',
    "    'timelimit': lambda name: '5m' if name.endswith((':split', ':merge')) else '3h',",
    "    'memory': lambda name: '%dG' % (2 + name.endswith(':process:1')),",
    '}',
    'pspace = Param(x=range(2))',
    'max_jobs = 2',
    'min_items = 1',
    'def execute(x):',
    "    return {'y': x}",
  );
  expect((await psy('run', 'long')).status).toBe(0);
  await psy('kill', 'long');
  const state = process.env['SQSUB_STATE']!;
  const asked = readdirSync(state).map((id) => {
    const told = (what: string) => readFileSync(join(state, id, what), 'utf8');
    return [told('name').replace(/^.*long:/, ''), told('limits')];
  });
  expect(Object.fromEntries(asked)).toEqual({
    split: '5m 2G',
    'process:0': '3h 2G',
    'process:1': '3h 3G',
    merge: '5m 2G',
  });
});

test('the task file for the Sharcnet, with fewer rows and another workdir', async () => {
  write(
    'psy-tasks/task_sharcnet.py',
    'import numpy as np',
    'from psyrun import Param, Sqsub',
    'from psyrun.store.npz import NpzStore',
    'pspace = Param(radius=np.linspace(0., 1., 4)) * Param(trial=np.arange(5))',
    'min_items = 10',
    'store = NpzStore()',
    `workdir = ${JSON.stringify(project().path('scratch'))}`,
    'scheduler = Sqsub(workdir)',
    "scheduler_args = {'timelimit': '15m', 'memory': '1G'}",
    'def execute(radius, trial):',
    '    n = 100',
    '    x = np.random.random((n, 2)) * 2. - 1.',
    "    return {'a_frac': np.mean(np.linalg.norm(x, axis=1) < radius), 'x': x}",
  );
  expect((await psy('run', '--wait', 'sharcnet')).status).toBe(0);
  expect((await psy('verify', 'sharcnet')).status).toBe(0);
  const printed = project().python(
    "import numpy; t = numpy.load('scratch/sharcnet/result.npz'); print(*[(k, str(t[k].dtype), t[k].shape) for k in sorted(t)])",
  );
  expect(printed.trim()).toBe(
    "('a_frac', 'float64', (20,)) ('radius', 'float64', (20,)) ('trial', 'int64', (20,)) ('x', 'float64', (20, 100, 2))",
  );
  const jobs = readdirSync(project().path('scratch/sharcnet')).filter((name) =>
    /:\d+\.log$/.test(name),
  );
  expect(jobs).toHaveLength(2);
});
