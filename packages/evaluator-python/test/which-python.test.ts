import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DescribedTask, PsyrunError } from '@psyrun/core';
import { PythonTasks } from '../src/index.ts';

const DEBIAN = '/usr/bin/python3';
const env = { ...process.env };
let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'psyrun-which-'));
  mkdirSync(join(cwd, 'tasks'));
  process.env['PSYRUN_PYTHON'] = DEBIAN;
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
  process.env = { ...env };
});

const EXECUTE = 'def execute(**row):\n    return {}\n';

async function described(content: string): Promise<DescribedTask & PsyrunError> {
  writeFileSync(join(cwd, 'tasks/task_a.py'), content);
  const answers = await new PythonTasks().describe(['tasks/task_a.py'], { taskdir: 'tasks', cwd });
  return answers.get('tasks/task_a.py') as DescribedTask & PsyrunError;
}

/** A program that is Debian's Python with a module more. */
function pythonWith(module: string, content = ''): string {
  const site = join(cwd, 'site');
  mkdirSync(site, { recursive: true });
  writeFileSync(join(site, `${module}.py`), content);
  const file = join(cwd, 'other-python');
  writeFileSync(file, `#!/bin/sh\nPYTHONPATH='${site}' exec ${DEBIAN} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

const argv = ({ program }: DescribedTask) => program.program.argv[0];

test('a file that imports what the interpreter lacks is described by the one that it names', async () => {
  const python = pythonWith('only_there');
  const task = await described(`python = '${python}'\nimport only_there\n${EXECUTE}`);
  expect(argv(task)).toBe(python);
});

test('so is one whose psy-conf.py names it', async () => {
  const python = pythonWith('only_there');
  writeFileSync(join(cwd, 'tasks/psy-conf.py'), `python = ${JSON.stringify(python)}\n`);
  expect(argv(await described(`import only_there\n${EXECUTE}`))).toBe(python);
  writeFileSync(
    join(cwd, 'tasks/psy-conf.py'),
    `python = ${JSON.stringify(python)}\nimport only_there\n`,
  );
  expect(argv(await described(EXECUTE))).toBe(python);
});

test('a file that names none, or one that lacks the module too, fails with the import', async () => {
  const expected = { code: 'PSYRUN_TASK_LOAD', message: expect.stringContaining('only_there') };
  expect(await described(`import only_there\n${EXECUTE}`)).toMatchObject(expected);
  expect(await described(`python = '${DEBIAN}'\nimport only_there\n${EXECUTE}`)).toMatchObject(
    expected,
  );
});

test('an interpreter that a file names and that does not start is told', async () => {
  expect(await described(`python = '/no/python'\nimport only_there\n${EXECUTE}`)).toMatchObject({
    code: 'PSYRUN_EVALUATOR',
    message: expect.stringContaining('/no/python could not be started'),
  });
});

test('in a virtual environment, the jobs run its python and not the one behind it', async () => {
  execFileSync(DEBIAN, ['-m', 'venv', '--without-pip', join(cwd, '.venv')]);
  delete process.env['PSYRUN_PYTHON'];
  delete process.env['VIRTUAL_ENV'];
  delete process.env['CONDA_PREFIX'];
  expect(argv(await described(EXECUTE))).toBe(join(cwd, '.venv/bin/python'));
});

test('an installed psyrun gives way to the module of this package', async () => {
  const installed = "raise RuntimeError('the installed psyrun was imported')\n";
  process.env['PSYRUN_PYTHON'] = pythonWith('psyrun', installed);
  const { pspace } = await described(`from psyrun import Param\npspace = Param(x=[1])\n${EXECUTE}`);
  expect([...pspace]).toEqual([{ x: 1 }]);
});

const old = ['2.7', '3.6'].flatMap((version) => {
  const root = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  const found = { '2.7': '2.7.18', '3.6': '3.6.15' }[version]!;
  const python = join(root, found, 'bin/python');
  return existsSync(python) ? [[version, python] as const] : [];
});

/** Where no old Python is, a program answers as one does. */
test('a Python that is too old says so, with its version', async () => {
  const answering = join(cwd, 'old-python');
  writeFileSync(
    answering,
    '#!/bin/sh\necho \'{"tooOld": {"executable": "python", "version": "3.6"}}\' >&3\nexit 1\n',
  );
  chmodSync(answering, 0o755);
  for (const [version, python] of [...old, ['3.6', answering] as const]) {
    process.env['PSYRUN_PYTHON'] = python;
    await expect(described(EXECUTE)).rejects.toMatchObject({
      code: 'PSYRUN_EVALUATOR',
      message: expect.stringContaining(
        `${python} is Python ${version}. psyrun needs Python 3.7 or newer.`,
      ),
    });
  }
});
