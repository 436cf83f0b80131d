import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pythonFor } from '../src/internal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun-interpreter-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Makes a program, and returns its path. */
function program(path: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

test('from the first to the last: setting, venv, Conda, .venv of uv, python3, python', () => {
  const tasks = join(folder, 'project/psy-tasks');
  const env = {
    PATH: [join(folder, 'empty'), join(folder, 'shims')].join(':'),
    VIRTUAL_ENV: join(folder, 'venv'),
    CONDA_PREFIX: join(folder, 'conda/envs/x'),
  };
  const found: string[] = [];
  // The last one is made first. A shim of pyenv is a program on the path.
  for (const path of [
    'shims/python',
    'shims/python3',
    '.venv/bin/python',
    'project/.venv/bin/python',
  ]) {
    found.push(program(path));
    expect(pythonFor(tasks, { PATH: env.PATH })).toBe(found.at(-1));
  }
  const conda = program('conda/envs/x/bin/python');
  expect(pythonFor(tasks, env)).toBe(conda);
  const venv = program('venv/bin/python');
  expect(pythonFor(tasks, env)).toBe(venv);
  expect(pythonFor(tasks, { ...env, PSYRUN_PYTHON: 'python3.11' })).toBe('python3.11');
});

test('an environment without Python, or a folder of that name, is passed over', () => {
  mkdirSync(join(folder, 'bin/python3'), { recursive: true });
  const python = program('bin/python');
  const env = { PATH: join(folder, 'bin'), VIRTUAL_ENV: join(folder, 'gone') };
  expect(pythonFor(folder, env)).toBe(python);
});

test('the error names what was tried', () => {
  const VIRTUAL_ENV = join(folder, 'gone');
  const places = `no ${VIRTUAL_ENV}/bin/python, no python3, no python, and no .venv in ${folder} or above`;
  expect(() => pythonFor(folder, { PATH: '', VIRTUAL_ENV })).toThrow(
    expect.objectContaining({
      code: 'PSYRUN_EVALUATOR',
      message: expect.stringContaining(places),
    }),
  );
});
