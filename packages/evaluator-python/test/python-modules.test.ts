import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { PYTHONS } from './pythons.ts';

const TESTS = fileURLToPath(new URL('./python', import.meta.url));
/** The modules of this package, and those that evaluate rows. */
const MODULES = ['../python', '../../evaluator-command/python']
  .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
  .join(delimiter);
const files = readdirSync(TESTS).filter((name) => /^test_.*\.py$/.test(name));

/** The tests of the Python modules are written in Python. */
describe.each(PYTHONS)('with Python $version and NumPy $numpy', ({ python }) => {
  test.each(files)('%s passes', (file) => {
    const env = { ...process.env, PYTHONPATH: MODULES, PYTHONDONTWRITEBYTECODE: '1' };
    const args = ['-W', 'ignore::DeprecationWarning', '-m', 'unittest', '-q', file];
    const { status, stderr } = spawnSync(python, args, { cwd: TESTS, env, encoding: 'utf8' });
    // The last line is OK, or says what failed.
    const ran = /Ran (\d+) tests?/.exec(stderr)?.[1];
    expect({ status, stderr, any: Number(ran) > 0 }).toEqual({ status: 0, stderr, any: true });
  });
});

test('the version of the module is that of its package', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const { version } = JSON.parse(read('../package.json')) as { version: string };
  expect(read('../python/psyrun/version.py')).toContain(`\n__version__ = '${version}'\n`);
});
