import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeMadeFile } from '../../src/report/write-made-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun-made-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a file that psy made is replaced, and no other', async () => {
  const file = join(folder, 'a.html');
  await writeMadeFile(file, '<mark>1', '<mark>');
  await writeMadeFile(file, '<mark>2', '<mark>');
  expect(readFileSync(file, 'utf8')).toBe('<mark>2');
  writeFileSync(file, 'mine');
  const writing = writeMadeFile(file, '<mark>3', '<mark>');
  await expect(writing).rejects.toMatchObject({ code: 'PSYRUN_FILE_EXISTS' });
  expect(readFileSync(file, 'utf8')).toBe('mine');
});
