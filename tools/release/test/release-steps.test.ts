import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writePythonVersion } from '../src/release-steps.ts';

test('a release gives the Python module the version of its package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'psyrun-version-'));
  try {
    const file = join(folder, 'python/psyrun/version.py');
    mkdirSync(join(folder, 'python/psyrun'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "version": "0.2.0-next.1" }');
    writeFileSync(file, `"""The version."""\n\n__version__ = '0.1.0'\n`);
    writePythonVersion(folder);
    expect(readFileSync(file, 'utf8')).toBe(`"""The version."""\n\n__version__ = '0.2.0-next.1'\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
