import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { setAside, WorkDirectory } from '../../src/index.ts';
import { newFolder } from '../fixtures.ts';

test('a file keeps its path in damaged/, and replaces no other', async () => {
  const directory = new WorkDirectory(newFolder());
  mkdirSync(directory.in);
  for (const content of ['first', 'second']) {
    writeFileSync(directory.batch(0), content);
    await setAside(directory, directory.batch(0));
  }
  expect(existsSync(directory.batch(0))).toBe(false);
  expect(readFileSync(join(directory.damaged, 'in/0.json'), 'utf8')).toBe('first');
  expect(readFileSync(join(directory.damaged, 'in/0.json.1'), 'utf8')).toBe('second');
});

test('a link to nothing is moved, a missing file is not, and makes no folder', async () => {
  const directory = new WorkDirectory(newFolder());
  expect(await setAside(directory, directory.run)).toBeUndefined();
  expect(existsSync(directory.damaged)).toBe(false);
  symlinkSync('nowhere', directory.run);
  expect(await setAside(directory, directory.run)).toBe(join(directory.damaged, 'run.json'));
});
