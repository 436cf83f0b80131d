import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findPlugins } from '@psyrun/task';
import { Project } from '../fixtures/project.ts';
import { PSYRUN } from '../fixtures/psy-here.ts';

const PYTHONPATH = fileURLToPath(new URL('../../../evaluator-python/python', import.meta.url));
const STORES = ['.pkl', '.npz', '.h5'];
const plugins = findPlugins(import.meta.dirname, fileURLToPath(new URL('.', PSYRUN)));

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

/** Runs a script of a user as a file, and returns what it printed. */
function script(code: string): string {
  project.write('script.py', code);
  const env = { ...process.env, PYTHONPATH, PYTHONDONTWRITEBYTECODE: '1' };
  const options = { cwd: project.folder, env, encoding: 'utf8' } as const;
  const { stdout, stderr } = spawnSync('/usr/bin/python3', ['script.py'], options);
  expect(stderr).toBe('');
  return stdout.trim();
}

test('the mapping functions of the guide give what it shows', () => {
  const printed = script(`from pprint import pprint
from psyrun import Param, map_pspace, map_pspace_parallel
from psyrun.mapper import get_result
from psyrun.utils.example import square

def basic_math(a, b):
    return {'sum': a + b, 'product': a * b}

pspace = Param(a=[1, 2]) * Param(b=[3, 4])
pprint(map_pspace(basic_math, pspace))
pprint(map_pspace_parallel(square, Param(x=[1, 2, 3])))
pprint(map_pspace_parallel(square, Param(x=[1, 2]), n_jobs=2, backend='threading'))
pprint(get_result(basic_math, {'a': 2, 'b': 5}, exclude=['sum']))
`);
  expect(printed).toBe(`{'a': [1, 1, 2, 2],
 'b': [3, 4, 3, 4],
 'product': [3, 4, 6, 8],
 'sum': [4, 5, 5, 6]}
{'x': [1, 2, 3], 'y': [1, 4, 9]}
{'x': [1, 2], 'y': [1, 4]}
{'a': 2, 'b': 5, 'product': 10}`);
});

const TABLE = { x: [1, 2], y: [0.5, -1], v: [[1, 2], [3, 4]] }; // prettier-ignore

test.each(STORES)('Python reads and continues a %s file of TypeScript', async (ext) => {
  const store = await plugins.store(ext);
  await store.save(project.path(`a${ext}`), TABLE);
  const printed = script(`from psyrun import Param, map_pspace_hdd_backed
from psyrun.store import AutodetectStore
store = AutodetectStore()
plain = lambda t: {k: [getattr(v, 'tolist', lambda: v)() for v in c] for k, c in sorted(t.items())}
print(plain(store.load('a${ext}')))
print(plain(store.load('a${ext}', row=1)))

def f(x):
    return {'y': x / 4, 'v': [x, x]}

table = map_pspace_hdd_backed(f, Param(x=[1, 2, 3]), 'a${ext}', store)
print(plain(table))
`);
  expect(printed).toBe(`{'v': [[1, 2], [3, 4]], 'x': [1, 2], 'y': [0.5, -1.0]}
{'v': [[3, 4]], 'x': [2], 'y': [-1.0]}
{'v': [[1, 2], [3, 4], [3, 3]], 'x': [1, 2, 3], 'y': [0.5, -1.0, 0.75]}`);
  const table = await store.load(project.path(`a${ext}`));
  expect(Array.from(table['y']!)).toEqual([0.5, -1, 0.75]);
});

test.each(STORES)('TypeScript reads and continues a %s file of Python', async (ext) => {
  script(`from psyrun.store import AutodetectStore
store = AutodetectStore()
store.save('a${ext}', {'x': [1], 'y': [0.5], 'v': [[1, 2]]})
store.append('a${ext}', {'x': [2], 'y': [-1.0], 'v': [[3, 4]]})
`);
  const file = project.path(`a${ext}`);
  const store = await plugins.store(ext);
  const { x, y } = await store.load(file);
  expect([Array.from(x!, Number), Array.from(y!)]).toEqual([TABLE.x, TABLE.y]);
  await store.append(file, { x: [3], y: [2.5], v: [[5, 6]] });
  const printed = script(`from psyrun.store import AutodetectStore
print([float(y) for y in AutodetectStore().load('a${ext}')['y']])`);
  expect(printed).toBe('[0.5, -1.0, 2.5]');
});
