import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { checkLines, markLines } from '../../src/submit/success-marks.ts';

const folder = mkdtempSync(join(tmpdir(), "psyrun 'marks "));
afterAll(() => rmSync(folder, { recursive: true }));
const own = join(folder, 'own');

/** Makes marks of three jobs, and returns whether a job that needs them begins. */
function begins(name: string, marks: readonly string[], hasFailed = false): boolean {
  const needed = { id: '7', folder: join(folder, name), count: 3, hasFailed };
  mkdirSync(needed.folder);
  marks.forEach((mark) => writeFileSync(join(needed.folder, mark), ''));
  const lines = [...markLines(own), ...checkLines([needed]), 'exit 0'];
  // Seconds pass at once.
  const sleep = 'sleep() { :; }';
  const { status, stdout } = spawnSync('/bin/sh', ['-c', [sleep, ...lines].join('\n')], {
    encoding: 'utf8',
    env: { ...process.env, SGE_TASK_ID: '1' },
  });
  expect(stdout.includes('needs the success of job 7')).toBe(status !== 0);
  return status === 0;
}

test('a job begins when all jobs before it have left the mark of success', () => {
  expect(begins('all', ['1.ok', '2.ok', '3.ok'])).toBe(true);
});

test.each([
  ['one has failed', ['1.ok', '2.failed', '3.ok'], false],
  ['one left no mark', ['1.ok', '3.ok'], false],
  ['they are known to have failed', ['1.ok', '2.ok', '3.ok'], true],
])('it does not begin when %s', (name, marks, hasFailed) => {
  expect(begins(name, marks, hasFailed)).toBe(false);
});
