import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { PickleStore } from '@psyrun/store-pickle';
import { inPythonProject, PYTHON } from './debian-python.ts';

/** A login node and the nodes of its cluster often have different Pythons, with a NumPy 1 and a NumPy 2. */
const { project, psy } = inPythonProject();

const VERSIONS = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
const ASK = 'import numpy; print(numpy.__version__)';

/** A Python with NumPy 2, if this machine has one. */
const newer = (existsSync(VERSIONS) ? readdirSync(VERSIONS) : [])
  .map((name) => join(VERSIONS, name, 'bin/python3'))
  .find((python) => existsSync(python) && numpyOf(python).startsWith('2.'));

function numpyOf(python: string): string {
  try {
    return execFileSync(python, ['-c', ASK], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}

const ways =
  newer === undefined
    ? []
    : ([
        ['2', newer, PYTHON],
        ['1', PYTHON, newer],
      ] as const);

(newer === undefined ? test.skip.each([['2', '', '']] as const) : test.each(ways))(
  'the space of NumPy %s is read with the other one, and the log tells it',
  async (_, here, there) => {
    process.env['PSYRUN_PYTHON'] = here;
    project().write(
      'psy-tasks/task_t.py',
      [
        'import numpy as np',
        'from psyrun import Param',
        "vectors = [np.arange(2, dtype='f4'), np.array(['a', 'b'])]",
        'pspace = Param(x=np.linspace(0, 1, 3)) * Param(v=vectors, kind=[np.int8(1), np.float32(0.5)])',
        `python = ${JSON.stringify(there)}`,
        'def execute(x, v, kind):',
        '    types = [type(one).__name__ for one in (x, v, kind)] + [str(v.dtype)]',
        "    return {'types': ' '.join(types), 'numpy': np.__version__}",
      ].join('\n'),
    );
    const { status, stderr } = await psy('run', 't');
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const table = await new PickleStore().load(project().path('psy-work/t/result.pkl'));
    expect([...table['types']!]).toEqual(
      [0, 1, 2].flatMap(() => ['float64 ndarray int8 float32', 'float64 ndarray float32 <U1']),
    );
    const [present, began] = [there, here].map((python) => numpyOf(python).trim());
    expect(new Set(table['numpy'])).toEqual(new Set([present]));
    expect((await psy('logs', 't')).stdout).toContain(
      `Warning: numpy is ${present} here, and ${began} where the run began.`,
    );
  },
);
