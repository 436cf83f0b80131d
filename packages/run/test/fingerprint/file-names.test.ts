import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fileNames } from '../../src/fingerprint/file-names.ts';
import { newFolder } from '../fixtures.ts';

test('files are named relative to the task file, or to the target of its folder', () => {
  const folder = realpathSync(newFolder());
  mkdirSync(join(folder, 'far/away/tasks'), { recursive: true });
  symlinkSync(join(folder, 'far/away/tasks'), join(folder, 'psy-tasks'));
  const nameOf = fileNames({ file: join(folder, 'psy-tasks/task_t.ts') });
  expect(nameOf(join(folder, 'psy-tasks/task_t.ts'))).toBe('task_t.ts');
  expect(nameOf(join(folder, 'far/away/tasks/lib.ts'))).toBe('lib.ts');
  expect(nameOf(join(folder, 'far/away/lib.ts'))).toBe('../lib.ts');
});

test('without a folder, names are relative to where it would be', () => {
  expect(fileNames({ file: '/nowhere/at/all/task_t.ts' })('/nowhere/at/lib.ts')).toBe('../lib.ts');
});
